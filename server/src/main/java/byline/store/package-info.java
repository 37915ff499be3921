/// Events on disk: the commit log every event goes into first, its loader, and the engine that answers reports.
/// Never decides who may write or read, never speaks HTTP.
@org.jspecify.annotations.NullMarked
package byline.store;
