/// Reads of both dialects: a request becomes a query, the query is narrowed to what its principal may see, one `.sql`
/// file answers it. Never writes, and never sees an event whose owner, reporter or site is not the principal's.
@org.jspecify.annotations.NullMarked
package byline.report;
