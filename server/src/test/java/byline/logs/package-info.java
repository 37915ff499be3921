@org.jspecify.annotations.NullMarked
package byline.logs;
