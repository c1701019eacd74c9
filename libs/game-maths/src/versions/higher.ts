/** Whether a version is above another, both `major.minor.patch`. */
export function isHigher(version: string, than: string): boolean {
  const [left, right] = [partsOf(version), partsOf(than)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? 0) > (right[at] ?? 0);
}

function partsOf(version: string): number[] {
  return version.split('.').map(Number);
}
