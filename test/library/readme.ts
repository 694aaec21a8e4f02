import { readFileSync } from 'node:fs';

/** The README's section about the library, up to the next of its rank. */
export const librarySection: string = sectionOf(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'));

function sectionOf(text: string): string {
  const section = /^## Library\n([\s\S]*?)(?=^## )/m.exec(text)?.[1];
  if (section === undefined) throw new Error('README.md has no section "Library"');
  return section;
}

/** The code of its examples, by heading. */
export const examples: ReadonlyMap<string, string> = new Map(
  [...librarySection.matchAll(/^### (.+)\n(?:(?!^### |^```)[^\n]*\n)*^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, heading, code]) => [heading!, code!],
  ),
);

export function example(heading: string): string {
  const code = examples.get(heading);
  if (code === undefined) throw new Error(`README.md has no example "${heading}"`);
  return code;
}
