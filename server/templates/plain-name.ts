/** A name as it is compared and kept: one line, for it is a heading in many files. */
export function plainName(name: string): string {
  return name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}
