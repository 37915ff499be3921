/// Serves the pages of the dashboard, and the description of the API. The pages are an ordinary client of the public
// API:
/// nothing here reads or writes data.
@org.jspecify.annotations.NullMarked
package byline.dashboard;
