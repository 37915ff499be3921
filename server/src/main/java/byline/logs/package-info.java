/// Access logs of web servers and edges, read line by line and reported to a running server as its client.
/// Never keeps an address, never prints a line, never touches the store.
///
/// [Lines] cuts a [LogFile] into lines, a [LogFormat] reads each, the [Sieve] keeps the few that are a bot's visit or
/// a referral, and [Delivery] reports them in [Batch]es whose [Checkpoint] is written once the server has them. The id
/// of an event is made of its line's place, so a batch sent twice is stored once.
@org.jspecify.annotations.NullMarked
package byline.logs;
