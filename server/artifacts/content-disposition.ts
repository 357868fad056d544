/** Longest stem of a file name, in code points: every file system takes it, even as UTF-8. */
const MAX_STEM = 40;

// Controls, separators and what Windows refuses; bidi marks, which disguise an extension.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\\/:*?"<>|\p{Cs}]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A hostile title (a character's name, a model's output) as the stem of a file name; empty when nothing is left. */
export function safeFileStem(title: string): string {
  const stem = title
    .normalize('NFC')
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...stem].slice(0, MAX_STEM).join('').trimEnd();
  return RESERVED.test(short) ? `_${short}` : short;
}

/** `Content-Disposition` of an artifact: the title before its own file name (RFC 6266, RFC 8187). */
export function contentDisposition(title: string, artifact: string): string {
  const stem = safeFileStem(title);
  const base = artifact.split('/').at(-1)!;
  const name = stem ? `${stem} ${base}` : base;
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
