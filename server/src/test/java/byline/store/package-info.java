/// Tests of the event store on real files, and its benchmark.
@org.jspecify.annotations.NullMarked
package byline.store;
