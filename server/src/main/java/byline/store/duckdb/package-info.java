/// The events in DuckDB, one file in the data folder. Native calls run on its own threads, never on a caller's.
@org.jspecify.annotations.NullMarked
package byline.store.duckdb;
