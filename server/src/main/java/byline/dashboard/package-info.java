/// Serves the pages of the dashboard. They are an ordinary client of the public API: nothing here reads or writes data.
@org.jspecify.annotations.NullMarked
package byline.dashboard;
