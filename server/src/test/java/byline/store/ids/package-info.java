@org.jspecify.annotations.NullMarked
package byline.store.ids;
