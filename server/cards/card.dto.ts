/** What of a card a profile begins with; the whole of it is kept for the export. */
export class ImportedCardDto {
  /** Goes into the request as `imported_card`. */
  card_id: string;
  spec: 'v1' | 'v2' | 'v3';
  /** The first 80 characters of the character's name. */
  name: string;
  /** Description, personality and scenario, as the form's basic information takes them. */
  basic_info: string;
  /** There was more of it than the form takes. */
  truncated: boolean;
  has_portrait: boolean;
  lorebook_entries: number;
  /** Paths of what we do not interpret; they are in the exported card as they were. At most 100. */
  unknown_fields: string[];
}
