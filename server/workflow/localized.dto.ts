/** A text in the portal's languages. */
export class Localized {
  zh: string;
  en: string;
}
