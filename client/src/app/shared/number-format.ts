import type { PortalLanguageName } from './portal-language';

const formats = new Map<string, Intl.NumberFormat>();

/** The format of these options, made once: to make one costs a hundred times what it costs to use it. */
export function numberFormat(
  language: PortalLanguageName,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}
