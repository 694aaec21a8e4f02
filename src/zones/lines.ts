/** The lines of a text, whatever ends them, one by one: a list of all would double a large file. */
export function* linesOf(text: string): Generator<string, void, void> {
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    // Old Macintoshes end lines with a carriage return alone.
    if (line.includes('\r')) yield* line.replace(/\r$/, '').split('\r');
    else yield line;
    start = end + 1;
  }
}
