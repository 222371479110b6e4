/** Whether a number, with "+" or as it is dialled within a territory, is one that a subscriber can have. */
export type IsTelephoneNumber = (number: string, territory?: string) => boolean;

/**
 * Loads the library's full metadata, which no call needs: the small set that calls are decided with knows only the outline
 * of a numbering plan, and takes +43116000, a help line, for a number in Vienna.
 */
export async function loadIsTelephoneNumber(): Promise<IsTelephoneNumber> {
  const { isSupportedCountry, isValidPhoneNumber } = await import("libphonenumber-js/max");
  return (number, territory) => {
    if (territory === undefined) return isValidPhoneNumber(number);
    return isSupportedCountry(territory) && isValidPhoneNumber(number, territory);
  };
}
