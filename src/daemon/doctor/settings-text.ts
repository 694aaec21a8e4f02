/** Keys of a section, without their case. */
export type Section = ReadonlyMap<string, string>;

/**
 * Sections and keys of an INI file as QSettings writes it, or of the plain part of TOML: `[section]`, `key=value`, comments after `;` or `#` at the
 * start of a line. Quotes around a value are taken off. Keys before any section are in section ''.
 */
export function readSettings(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let section = sectionOf(sections, '');
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    const title = /^\[([^\]]*)\]/.exec(line);
    if (title !== null) {
      section = sectionOf(sections, title[1]!.trim());
      continue;
    }
    const equals = line.indexOf('=');
    if (equals <= 0) continue;
    section.set(line.slice(0, equals).trim().toLowerCase(), unquoted(line.slice(equals + 1).trim()));
  }
  return sections;
}

/** QVariant's and TOML's: undefined if the key is not there or means neither. */
export function switchOf(section: Section | undefined, key: string): boolean | undefined {
  const value = section?.get(key.toLowerCase())?.toLowerCase();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

function unquoted(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(value);
  // What follows a value that is not quoted may be a comment, of TOML.
  return quoted === null ? value.replace(/\s+#.*$/, '') : (quoted[1] ?? quoted[2] ?? '');
}

function sectionOf(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  return section;
}
