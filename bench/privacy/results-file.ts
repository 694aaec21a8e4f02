const BEGIN = '<!-- privacy -->';
const END = '<!-- /privacy -->';

/** The results' page with this section between its markers, which go to the end where there are none yet. */
export function withSection(page: string, section: string): string {
  const marked = `${BEGIN}\n${section}\n${END}`;
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${marked}\n`;
  return page.slice(0, from) + marked + page.slice(to + END.length);
}
