// The parts of the library that tests and benches use; it ships no declarations.
declare module "google-libphonenumber" {
  type PhoneNumber = {
    getCountryCodeOrDefault(): number;
    setCountryCode(callingCode: number): void;
    setNationalNumber(number: number): void;
  };
  type PhoneNumberUtil = {
    parse(number: string, region: string): PhoneNumber;
    format(number: PhoneNumber, format: number): string;
    getNationalSignificantNumber(number: PhoneNumber): string;
    getRegionCodesForCountryCode(callingCode: number): string[];
    getCountryCodeForRegion(region: string): number;
    getSupportedRegions(): string[];
    getExampleNumberForType(region: string, type: number): PhoneNumber | null;
  };
  type ShortNumberInfo = {
    isEmergencyNumber(number: string, region: string): boolean;
    isValidShortNumberForRegion(number: PhoneNumber, region: string): boolean;
    isSmsServiceForRegion(number: PhoneNumber, region: string): boolean;
  };
  const library: {
    readonly PhoneNumber: new () => PhoneNumber;
    readonly PhoneNumberUtil: { getInstance(): PhoneNumberUtil };
    readonly ShortNumberInfo: { getInstance(): ShortNumberInfo };
    readonly PhoneNumberFormat: { readonly E164: number; readonly NATIONAL: number };
    readonly PhoneNumberType: Readonly<Record<string, number>>;
  };
  export default library;
}
