@org.jspecify.annotations.NullMarked
package byline.store.log;
