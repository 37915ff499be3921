/// Events on disk: the commit log every event goes into first, its loader, and the engine that answers reports.
/// Never decides who may write or read, never speaks HTTP.
///
/// An append claims its events ([Claims]), leaves out repeats ([EventIds]), writes the rest as one line each
/// ([JsonLines]) and returns when a group of such appends is flushed ([byline.store.log.CommitLog]). The [Loader]
/// takes whole files of the log into the [EventStore], each in one transaction that notes the file's number, so a
/// crash at any moment neither loses nor doubles an event. The log is the queue: nothing parsed waits in memory. Past
/// its bound an append is refused before any work is done for it.
///
/// Memory does not grow with what is stored. Of each id a 64-bit fingerprint is kept: half a million in memory, the
/// others in sorted files with a section a day, behind filters of 12 bits an id. Filters of days that nobody asks
/// about give up their memory when others need it. When those in use at the same time need more than there is
/// (192 MiB, 130 million ids), the days that find no room are searched on disk: slower, and just as exact.
@org.jspecify.annotations.NullMarked
package byline.store;
