import type { DownloadedFile } from '../api/api';

/** How long the browser may take to begin reading, ms. */
const READ_MS = 60_000;

/** Gives a file to the browser's downloads. */
export function saveFile({ name, blob }: DownloadedFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
