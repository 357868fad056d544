import { Component, inject, input, signal } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { LucideFileOutput } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import { problemText } from '../api/problem-text';
import type { ExportFormat } from '../api/types';
import { EXPORT_GROUPS } from './export-formats';
import { saveFile } from './save-file';

/** How long a failure can be read, ms. */
const FAILURE_MS = 8_000;

/**
 * A session's content as a file, in the format that is chosen; the card also in a portrait of the user's. It unfolds in its
 * place and stays open, since whoever exports often wants two formats.
 */
@Component({
  selector: 'app-export-menu',
  imports: [LucideFileOutput, TranslocoDirective],
  templateUrl: './export-menu.html',
  styleUrl: './export-menu.scss',
})
export class ExportMenu {
  private readonly api = inject(Api);
  private readonly snackBar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  readonly sessionId = input.required<string>();

  protected readonly groups = EXPORT_GROUPS;
  protected readonly open = signal(false);
  /** A file is being made. Buttons only say so: a disabled one would lose the focus of whoever pressed it. */
  protected readonly busy = signal(false);

  protected async save(format: ExportFormat, portrait?: File): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      saveFile(await firstValueFrom(this.api.export(this.sessionId(), format, portrait)));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.snackBar.open(problemText(this.transloco, error), undefined, { duration: FAILURE_MS });
    } finally {
      this.busy.set(false);
    }
  }

  /** The same picture may be chosen again, so the field is emptied. */
  protected embed(field: HTMLInputElement): void {
    const portrait = field.files?.[0];
    field.value = '';
    if (portrait) void this.save('card_png', portrait);
  }
}
