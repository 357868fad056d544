import { extname } from 'node:path';
import { Problem } from '../problem/problem.js';

/** What a file of people is read as. */
export type FileKind = 'text' | 'markdown' | 'csv' | 'docx' | 'xlsx' | 'pdf';

const KINDS: Readonly<Record<string, FileKind>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.csv': 'csv',
  '.docx': 'docx',
  '.xlsx': 'xlsx',
  '.pdf': 'pdf',
};

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const PDF = Buffer.from('%PDF-', 'latin1');
/** Word and Excel before 2007, and later files with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * By its name, and only when its first bytes agree: a renamed file is refused, not guessed at.
 * @throws Problem 415 `file_type_unsupported`
 */
export function kindOf(name: string, bytes: Buffer): FileKind {
  const kind = KINDS[extname(name).toLowerCase()];
  if (!kind) {
    throw unsupported(
      `It is none of ${Object.keys(KINDS).join(', ')}. Save it as one of these, and try again.`,
    );
  }
  if (startsWith(bytes, OLE)) {
    throw unsupported(
      'It is of an old Office format, or has a password. Save it as .docx or .xlsx without one.',
    );
  }
  if (actualKind(bytes) !== expectedKind(kind)) {
    throw unsupported(`What is in it is not what the ending ${extname(name)} says.`);
  }
  return kind;
}

function expectedKind(kind: FileKind): 'zip' | 'pdf' | 'text' {
  if (kind === 'docx' || kind === 'xlsx') return 'zip';
  return kind === 'pdf' ? 'pdf' : 'text';
}

function actualKind(bytes: Buffer): 'zip' | 'pdf' | 'text' {
  if (startsWith(bytes, ZIP)) return 'zip';
  return startsWith(bytes, PDF) ? 'pdf' : 'text';
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}

function unsupported(detail: string): Problem {
  return new Problem(415, 'file_type_unsupported', { detail });
}
