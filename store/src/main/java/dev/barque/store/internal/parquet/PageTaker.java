package dev.barque.store.internal.parquet;

/** Takes the values of the pages of a column, page after page. */
interface PageTaker {
    /** Whether it takes anything of some rows; pages of which nothing is taken are not unpacked. */
    default boolean wants(int row, int rows) {
        return true;
    }

    /** Takes a page. */
    void take(PageView page);
}
