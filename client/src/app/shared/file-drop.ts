import { Component, input, output, signal } from '@angular/core';
import { LucideUpload } from '@lucide/angular';

/** Takes files that are dropped on it, or chosen by click or keyboard. */
@Component({
  selector: 'app-file-drop',
  imports: [LucideUpload],
  template: `
    <label
      [class.over]="over()"
      [class.busy]="busy()"
      (dragover)="$event.preventDefault(); over.set(true)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      <input
        #chooser
        type="file"
        class="visually-hidden"
        [accept]="accept()"
        [multiple]="multiple()"
        [disabled]="busy()"
        (change)="choose(chooser)"
      />
      <svg lucideUpload [size]="18"></svg>
      <span><ng-content /></span>
    </label>
  `,
  styles: `
    label {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      position: relative;
      min-height: 64px;
      padding: 12px 16px;
      border: 1px dashed var(--line-strong);
      border-radius: var(--radius);
      color: var(--ink-soft);
      font-size: var(--text-14);
      text-align: center;
      cursor: pointer;
      transition: background 120ms ease-out;

      &:hover,
      &.over {
        border-color: var(--accent);
        background: var(--accent-ground);
        color: var(--ink);
      }

      &:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }

      &.busy {
        cursor: progress;
        opacity: 0.6;
      }
    }

    svg {
      flex: none;
    }
  `,
})
export class FileDrop {
  /** Endings, e.g. `.csv,.xlsx`. */
  readonly accept = input('');
  readonly multiple = input(false);
  readonly busy = input(false);
  readonly files = output<File[]>();

  protected readonly over = signal(false);

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.send([...(event.dataTransfer?.files ?? [])]);
  }

  /** Emptied, so that the same file can be chosen again. */
  protected choose(chooser: HTMLInputElement): void {
    this.send([...(chooser.files ?? [])]);
    chooser.value = '';
  }

  private send(files: File[]): void {
    const taken = this.multiple() ? files : files.slice(0, 1);
    if (taken.length > 0 && !this.busy()) this.files.emit(taken);
  }
}
