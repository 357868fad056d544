import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideX } from '@lucide/angular';
import { Api } from '../api/api';
import { AmountPipe, ClockTimePipe, MoneyPipe } from '../shared/format-pipes';
import { Skeleton } from '../shared/skeleton';
import { TextLanguage } from './text-language';

/** Where a text comes from: what was looked up, what the model was told, what it thought, what it took. */
@Component({
  selector: 'app-provenance-dialog',
  imports: [AmountPipe, ClockTimePipe, LucideX, MoneyPipe, Skeleton, TextLanguage, TranslocoDirective],
  templateUrl: './provenance-dialog.html',
  styleUrl: './provenance-dialog.scss',
})
export class ProvenanceDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly sessionId = input.required<string>();
  readonly itemId = input.required<string>();
  readonly attempt = input.required<number>();
  /** What the item is called. */
  readonly name = input.required<string>();
  readonly closed = output<void>();

  protected readonly resource = inject(Api).provenance(this.sessionId, this.itemId, this.attempt);
  protected readonly origin = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly seconds = computed(() => {
    const origin = this.origin();
    return origin ? (origin.finished_at - origin.started_at) / 1000 : 0;
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
