import { Choice, Field } from "./field.tsx";
import type { GivenLocation } from "./given-location.ts";

type Props = {
  readonly location: GivenLocation;
  readonly onInput: (change: Partial<GivenLocation>) => void;
};

const kindOf = (text: string): GivenLocation["kind"] =>
  text === "geo" || text === "civic" || text === "pidf" ? text : "";

/** Where the caller is: not at all, by coordinates, by an address, or as a PIDF-LO. */
export const LocationFields = ({ location, onInput }: Props) => (
  <>
    <Choice
      label="Place of the caller"
      name="place"
      value={location.kind}
      onInput={(kind) => onInput({ kind: kindOf(kind) })}
    >
      <option value="">not known</option>
      <option value="geo">coordinates</option>
      <option value="civic">an address</option>
      <option value="pidf">a PIDF-LO</option>
    </Choice>
    {location.kind === "geo" && (
      <>
        <Field
          label="Latitude, longitude"
          name="point"
          value={location.point}
          onInput={(point) => onInput({ point })}
          hint="in degrees: 48.8566, 2.3522"
          required
        />
        <Field
          label="Radius in metres"
          name="radiusM"
          value={location.radiusM}
          onInput={(radiusM) => onInput({ radiusM })}
          hint="how far the caller may be from there"
        />
      </>
    )}
    {location.kind === "civic" && (
      <Text
        label="Address"
        name="civic"
        value={location.civic}
        onInput={(civic) => onInput({ civic })}
        hint="one element of RFC 5139 a line: country FR, A3 Paris, PC 75001"
      />
    )}
    {location.kind === "pidf" && (
      <Text
        label="PIDF-LO"
        name="pidf"
        value={location.pidf}
        onInput={(pidf) => onInput({ pidf })}
        hint="the XML of an INVITE, 24 KiB at most"
      />
    )}
  </>
);

type TextProps = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly hint: string;
  readonly onInput: (value: string) => void;
};

const Text = ({ label, name, value, hint, onInput }: TextProps) => (
  <p class="field wide">
    <label for={name}>{label}</label>
    <textarea
      id={name}
      name={name}
      rows={5}
      spellcheck={false}
      value={value}
      required
      aria-describedby={`${name}-hint`}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
    />
    <span id={`${name}-hint`} class="hint">
      {hint}
    </span>
  </p>
);
