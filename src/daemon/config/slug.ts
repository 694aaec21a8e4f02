const MAX_LENGTH = 40;

/** A name for a folder that was given none: the last part of its path in lower-case letters, digits and hyphens. */
export function slugOf(folder: string): string {
  const last = folder.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const plain = last.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'source' : slug;
}
