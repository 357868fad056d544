import { Problem } from '../problem/problem.js';
import type { TableRow } from '../uploads/file-content.js';
import type { RosterDto } from './cast.dto.js';

/** Characters of one cast. */
const MAX_ROWS = 200;
const MAX_NAME = 80;
const MAX_INFO = 4_000;
const NAMES = ['姓名', '名字', '角色名', '角色', 'name', 'character_name', 'character'];
const INFOS = ['基本信息', '简介', '信息', 'basic_info', 'basic info', 'info', 'description'];

/** The characters of a table, in their order; what cannot be used is told by its line. @throws Problem 400 `roster_columns_missing` */
export function readRoster([head, ...rows]: readonly TableRow[]): RosterDto {
  const columns = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const name = columns.findIndex((column) => NAMES.includes(column));
  const info = columns.findIndex((column) => INFOS.includes(column));
  if (name < 0) {
    const found = columns.filter(Boolean).join(', ') || 'none';
    const detail = `The first row must name the columns 姓名,基本信息 (name,basic_info). Found: ${found}.`;
    throw new Problem(400, 'roster_columns_missing', { detail });
  }
  const roster: RosterDto = { characters: [], rejected: [] };
  for (const { line, cells } of rows) {
    const character_name = (cells[name] ?? '').trim();
    const basic_info = info < 0 ? '' : (cells[info] ?? '').trim();
    const code = refusalOf(character_name, basic_info, roster);
    if (code) roster.rejected.push({ line, code });
    else roster.characters.push({ line, character_name, basic_info });
  }
  return roster;
}

function refusalOf(name: string, info: string, { characters }: RosterDto): string | undefined {
  if (characters.length >= MAX_ROWS) return 'too_many_rows';
  if (!name) return 'name_missing';
  if ([...name].length > MAX_NAME || [...info].length > MAX_INFO) return 'too_long';
  return characters.some(({ character_name }) => character_name === name) ? 'name_twice' : undefined;
}
