import { Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideX } from '@lucide/angular';

/** Settings that let a stream through, by the proxy's name; what is not a setting is a text of the translations. */
const SETTINGS: readonly { name: string; lines: string }[] = [
  {
    name: 'nginx',
    lines: [
      'location /api/sse/ {',
      '  proxy_pass http://zzzero;',
      '  proxy_http_version 1.1;',
      '  proxy_buffering off;',
      '  proxy_read_timeout 1h;',
      '}',
    ].join('\n'),
  },
  {
    name: 'apache',
    lines: 'ProxyPass /api/sse/ http://zzzero/api/sse/ flushpackets=on timeout=3600\nSetEnv no-gzip 1',
  },
  { name: 'haproxy', lines: 'no option http-buffer-request\ntimeout server 1h\ntimeout tunnel 1h' },
];

/** What an administrator changes so that streams get through: a link, and the sheet behind it. */
@Component({
  selector: 'app-network-help',
  imports: [LucideX, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        type="button"
        class="button link"
        aria-haspopup="dialog"
        data-testid="network-help"
        (click)="sheet.showModal()"
      >
        {{ t('connection.remedy') }}
      </button>
      <dialog #sheet closedby="any" [attr.aria-label]="t('connection.help.title')">
        <div class="head">
          <h2>{{ t('connection.help.title') }}</h2>
          <button
            type="button"
            class="button quiet icon"
            [attr.aria-label]="t('shared.close')"
            (click)="sheet.close()"
          >
            <svg lucideX></svg>
          </button>
        </div>
        <p>{{ t('connection.help.intro') }}</p>
        @for (each of settings; track each.name) {
          <h3>{{ t('connection.help.' + each.name) }}</h3>
          <pre tabindex="0">{{ each.lines }}</pre>
        }
        <h3>{{ t('connection.help.traefik') }}</h3>
        <p>{{ t('connection.help.traefikText') }}</p>
        <h3>{{ t('connection.help.cloud') }}</h3>
        <p>{{ t('connection.help.cloudText') }}</p>
      </dialog>
    </ng-container>
  `,
  styleUrl: './network-help.scss',
})
export class NetworkHelp {
  protected readonly settings = SETTINGS;
}
