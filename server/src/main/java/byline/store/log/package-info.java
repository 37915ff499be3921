/// The commit log: numbered files of lines, written in groups and flushed before anyone is told.
/// Knows lines and bytes, never what a line means.
@org.jspecify.annotations.NullMarked
package byline.store.log;
