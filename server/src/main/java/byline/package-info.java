/// Start: commands, configuration and the object graph.
@org.jspecify.annotations.NullMarked
package byline;
