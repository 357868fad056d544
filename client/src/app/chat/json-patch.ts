/** The three operations of RFC 6902 that the server sends. */
export type PatchOperation =
  { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string };

/** Segments of a JSON pointer (RFC 6901); the whole document has none. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The value after the operation at the given path inside it. Copies only the objects along the path, so that a
 * signal that holds the value sees a new one while everything beside the path is shared.
 */
export function patched(value: unknown, segments: readonly string[], operation: PatchOperation): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined) return operation.op === 'remove' ? undefined : operation.value;
  if (Array.isArray(value)) return patchedArray(value, segment, rest, operation);
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown> | undefined) };
  if (rest.length === 0 && operation.op === 'remove') delete copy[segment];
  else copy[segment] = patched(copy[segment], rest, operation);
  return copy;
}

function patchedArray(
  array: unknown[],
  segment: string,
  rest: string[],
  operation: PatchOperation,
): unknown[] {
  const index = segment === '-' ? array.length : Number(segment);
  if (rest.length > 0) return array.with(index, patched(array[index], rest, operation));
  if (operation.op === 'remove') return array.toSpliced(index, 1);
  return array.toSpliced(index, operation.op === 'add' ? 0 : 1, operation.value);
}
