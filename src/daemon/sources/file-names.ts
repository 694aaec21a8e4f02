/** What Node puts for bytes of a name that are no UTF-8; such a name cannot be opened by it. */
const NOT_UNICODE = '\uFFFD';

export function isUnicodeName(name: string): boolean {
  return !name.includes(NOT_UNICODE);
}

/** Hidden ones. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.');
}

/** What programs write before they give a file its name, what editors leave, and what stands beside our outputs. */
function isByProduct(name: string): boolean {
  return (
    /(?:~|\.(?:partial|part|tmp|temp|crdownload|download))$/i.test(name) ||
    /\.(?:manifest|summary)\.(?:json|pb)$/i.test(name)
  );
}

/** `zip` and `gz` by the end of a name. */
export function archiveKind(name: string): 'zip' | 'gz' | undefined {
  const end = /\.(zip|gz)$/i.exec(name)?.[1]?.toLowerCase();
  return end === 'zip' || end === 'gz' ? end : undefined;
}

/** Without `.gz`. */
export function innerName(name: string): string {
  return name.replace(/\.gz$/i, '');
}

function hasEnding(name: string, endings: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return endings.length === 0 || endings.some((ending) => lower.endsWith(ending.toLowerCase()));
}

/** Whether a file of this name is looked at; case does not count in endings. */
export function isLookedAt(name: string, source: { readonly endings: readonly string[]; readonly archives: boolean }) {
  if (!isUnicodeName(name) || isHiddenName(name) || isByProduct(name)) return false;
  const archive = source.archives ? archiveKind(name) : undefined;
  if (archive === 'zip') return true;
  return hasEnding(archive === 'gz' ? innerName(name) : name, source.endings);
}

/** Whether an entry of an archive is looked at, by the last part of its name. */
export function isMemberLookedAt(name: string, source: { readonly endings: readonly string[] }): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return isLookedAt(last, { endings: source.endings, archives: true });
}
