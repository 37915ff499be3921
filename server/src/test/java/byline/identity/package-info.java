/// The control plane over real HTTP, on a real database, with a clock the test sets.
@org.jspecify.annotations.NullMarked
package byline.identity;
