/// Tests of the reads, over real HTTP and real stores.
@org.jspecify.annotations.NullMarked
package byline.report;
