/** How generators write texts into modules, so that nothing is read from files at run time. */

/** A catalog's table without what is for its readers only: reasons, alignment, empty lines. */
export function minifyCatalog(table: string): string {
  return table
    .replace(/#.*/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/^ +/gm, ' ')
    .replace(/(\S) {2,}/g, '$1 ')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/**
 * Source of a module that exports a text.
 * @throws Error for a text that a template literal would change
 */
export function textModule(name: string, source: string, text: string): string {
  if (/[`\\]|\$\{/.test(text)) throw new Error(`${name}: the text needs escaping`);
  return `// Written by generate.ts from ${source}. Do not edit.\nexport const ${name} = \`${text}\`;\n`;
}
