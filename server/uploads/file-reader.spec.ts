import { deflateSync } from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import { strToU8, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import type { Problem } from '../problem/problem.js';
import { FileReader } from './file-reader.js';

describe('FileReader', () => {
  const reader = new FileReader();

  const read = (name: string, content: string | Uint8Array) =>
    reader.read({ name, bytes: Buffer.from(content) });
  const rowsOf = async (name: string, content: string | Uint8Array) =>
    (await reader.readTable({ name, bytes: Buffer.from(content) })).map(({ line, cells }) => [
      line,
      ...cells,
    ]);
  const refusal = async (name: string, content: string | Uint8Array): Promise<string> => {
    try {
      return `read: ${JSON.stringify(await read(name, content)).slice(0, 80)}`;
    } catch (error) {
      return (error as Problem).code;
    }
  };

  /** 类别,条目 / 基本,姓名 as Excel for Chinese saves it. */
  const GB18030 = Buffer.from('c0e0b1f02ccef5c4bf0d0abbf9b1be2cd0d5c3fb0d0a'.replace('cef5', 'ccf5'), 'hex');

  it('reads text in UTF-8, with and without a mark, in UTF-16 and in GB18030', async () => {
    expect(await read('a.txt', '沈知微')).toEqual({ text: '沈知微' });
    expect(await read('a.md', '\ufeff# 沈知微')).toEqual({ text: '# 沈知微' });
    expect(await read('a.txt', Buffer.from('\ufeff沈知微', 'utf16le'))).toEqual({ text: '沈知微' });
    expect(await read('a.txt', GB18030)).toEqual({ text: '类别,条目\r\n基本,姓名\r\n' });
  });

  it('reads tables with quoted newlines, and says at which line each row begins', async () => {
    expect(await rowsOf('a.csv', 'a,b\n"one\ntwo",x\n\nlast,"say ""so"""\n')).toEqual([
      [1, 'a', 'b'],
      [2, 'one\ntwo', 'x'],
      [5, 'last', 'say "so"'],
    ]);
    expect(await rowsOf('a.csv', GB18030)).toEqual([
      [1, '类别', '条目'],
      [2, '基本', '姓名'],
    ]);
    expect(await rowsOf('a.csv', 'a;b\n"1,5";2')).toEqual([
      [1, 'a', 'b'],
      [2, '1,5', '2'],
    ]);
  });

  it('reads workbooks and documents', async () => {
    const sheet = await writeXlsx([
      [{ value: '条目' }, { value: 'n' }],
      [{ value: '身高' }, { value: 168 }],
    ]).toBuffer();
    expect(await rowsOf('a.xlsx', sheet)).toEqual([
      [1, '条目', 'n'],
      [2, '身高', '168'],
    ]);
    const document = new Document({
      sections: [{ children: [new Paragraph('第一段'), new Paragraph('Two')] }],
    });
    expect(await read('a.docx', await Packer.toBuffer(document))).toEqual({ text: '第一段\n\nTwo\n\n' });
    expect(await read('a.pdf', pdf('BT /F1 12 Tf 72 700 Td (Harbour bell) Tj ET'))).toEqual({
      text: 'Harbour bell',
    });
  });

  it('refuses what a name hides, old formats and what is no text', async () => {
    expect(await refusal('a.exe', 'MZ')).toBe('file_type_unsupported');
    expect(await refusal('a.docx', '<html>')).toBe('file_type_unsupported');
    expect(await refusal('a.txt', zipSync({ 'a.txt': strToU8('x') }))).toBe('file_type_unsupported');
    expect(await refusal('a.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('file_type_unsupported');
    expect(await refusal('a.txt', Buffer.from([1, 0, 2, 0, 0xff]))).toBe('encoding_unsupported');
    expect(await refusal('a.docx', zipSync({ 'hello.xml': strToU8('x') }))).toBe('file_unreadable');
    expect(await refusal('a.pdf', '%PDF-1.4 and nothing else')).toBe('file_unreadable');
    expect(await refusal('a.csv', 'a,"b\nc')).toBe('table_malformed');
  });

  it('refuses macros', async () => {
    const document = zipSync({
      'word/document.xml': strToU8('<x/>'),
      'word/vbaProject.bin': strToU8('macro'),
    });
    expect(await refusal('a.docx', document)).toBe('file_has_macros');
  });

  it('refuses an archive that unpacks to too much, and one that lies about it', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(120_000_000) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal('a.docx', bomb)).toBe('file_too_large');
    expect(await refusal('a.docx', withDeclaredSize(bomb, 1_000))).toBe('file_unreadable');
  });

  it('ends the reading of a document that takes too long, and reads the next one', async () => {
    class HurriedReader extends FileReader {
      protected override readonly patienceMs = 1_000;
    }
    const hurried = new HurriedReader();
    const bytes = pdf(deflateSync(Buffer.alloc(300_000_000, ' ')), '/Filter /FlateDecode');
    await expect(hurried.read({ name: 'a.pdf', bytes })).rejects.toMatchObject({ code: 'file_too_large' });
    expect(await hurried.read({ name: 'b.txt', bytes: Buffer.from('alive') })).toEqual({ text: 'alive' });
  });

  /** A document of one page that shows the stream. */
  function pdf(stream: string | Buffer, filter = ''): Buffer {
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      '',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ];
    const parts = [Buffer.from('%PDF-1.4\n')];
    objects.forEach((object, index) => {
      parts.push(Buffer.from(`${index + 1} 0 obj\n${object}`));
      if (object === '') {
        const content = Buffer.from(stream);
        parts.push(
          Buffer.from(`<< /Length ${content.length} ${filter} >>\nstream\n`),
          content,
          Buffer.from('\nendstream'),
        );
      }
      parts.push(Buffer.from('\nendobj\n'));
    });
    return Buffer.concat([...parts, Buffer.from('trailer << /Root 1 0 R /Size 6 >>\n%%EOF')]);
  }

  /** In the central directory, where an unpacker looks. */
  function withDeclaredSize(archive: Uint8Array, size: number): Buffer {
    const lying = Buffer.from(archive);
    lying.writeUInt32LE(size, lying.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
    return lying;
  }
});
