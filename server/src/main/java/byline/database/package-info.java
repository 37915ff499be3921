/// What every engine under JDBC needs: a bounded platform-thread pool for native calls, and the identity database.
/// Knows no table's meaning.
@org.jspecify.annotations.NullMarked
package byline.database;
