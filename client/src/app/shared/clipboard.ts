import { DOCUMENT, inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';

/** Copies text and says so. */
@Service()
export class Clipboard {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly snackBar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  async copy(text: string): Promise<void> {
    const done = await this.write(text);
    const key = done ? 'shared.copied' : 'shared.copyRefused';
    this.snackBar.open(this.transloco.translate(key), undefined, { duration: 2_000 });
  }

  private async write(text: string): Promise<boolean> {
    try {
      // Absent on plain HTTP with a name other than localhost.
      await this.window?.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return this.writeBySelection(text);
    }
  }

  /** The old way, for pages that came over plain HTTP: the browser copies what is selected. */
  private writeBySelection(text: string): boolean {
    const { document } = this.window ?? {};
    if (!document) return false;
    const focused = document.activeElement;
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}
