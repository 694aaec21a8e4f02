/** The results' page with a section between the markers of this name, which go to the end where there are none yet. */
export function withSection(page: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const marked = `${begin}\n\n${section}\n\n${end}`;
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${marked}\n`;
  return page.slice(0, from) + marked + page.slice(to + end.length);
}
