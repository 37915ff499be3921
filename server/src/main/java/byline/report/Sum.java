package byline.report;

import byline.store.Events.Row;

/// What the rows of a report add up to.
interface Sum {
    /// Takes the next row; it is another one afterwards.
    void add(Row row);
}
