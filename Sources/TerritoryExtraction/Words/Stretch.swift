/// The words from one position up to another; empty when they overlap or stand the other way round.
func stretch(_ start: Int, _ end: Int) -> Range<Int> { start..<max(start, end) }
