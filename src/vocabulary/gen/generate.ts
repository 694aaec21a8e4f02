/** Writes the vocabularies of `..` as modules, so that the library needs no file access. Run with `npm run generate`. */
import { readFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);

function table(name: string, file: string): string {
  const text = readFileSync(new URL(`../${file}`, here), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
  if (/[`\\]|\$\{/.test(text)) throw new Error(`${file}: the text needs escaping`);
  return `// Written by generate.ts from ${file}. Do not edit.\nexport const ${name} = \`${text}\`;\n`;
}

/** The generated files by name. */
export function generate(): Record<string, string> {
  return {
    'commands.ts': table('commandsText', 'commands.txt'),
    'parameters.ts': table('parametersText', 'parameters.txt'),
    'text-templates.ts': table('textTemplatesText', 'text-templates.txt'),
  };
}
