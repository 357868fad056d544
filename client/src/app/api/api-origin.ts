import { Service } from '@angular/core';

/** Where the server is, and what it is told with every request: here, and nothing, unless the page is another portal's. */
@Service()
export class ApiOrigin {
  /** The page comes from the server itself. */
  readonly own: boolean = true;
  readonly headers: Readonly<Record<string, string>> = {};

  /** @param path begins with a slash */
  url(path: string): string {
    return path;
  }
}

/** A server that the page does not come from. */
export class ForeignOrigin extends ApiOrigin {
  override readonly own = false;
  override readonly headers: Readonly<Record<string, string>>;
  private readonly base: string;

  /**
   * @param address of the server, perhaps with a path in front of its own
   * @param token goes along as a header, never in an address: those are written into logs
   * @throws TypeError when the address is none, or of another scheme than HTTP
   */
  constructor(address: string, token: string | null) {
    super();
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`"${address}" is no web address`);
    this.base = url.origin + url.pathname.replace(/\/+$/, '');
    this.headers = token ? { authorization: `Bearer ${token}` } : {};
  }

  override url(path: string): string {
    return this.base + path;
  }
}
