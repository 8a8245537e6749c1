import { describe, expect, it } from 'vitest';
import {
  corporateNumberSchema,
  emailAddressSchema,
  insuranceOfficeNumberSchema,
  insuredPersonNumberSchema,
  phoneNumberSchema,
  postalCodeSchema,
} from '../answer-shapes.ts';

describe('Shapes of identifiers at a door', () => {
  it.each([
    ['corporate number', corporateNumberSchema, '4-0110-0109-8993', '4011001098993', '5011001098993'],
    ['insurance office', insuranceOfficeNumberSchema, '0901-123456-7', '09011234567', '1'],
    ['insured person', insuredPersonNumberSchema, '5001-234567-8', '50012345678', '1'],
    ['postal code', postalCodeSchema, '320-8501', '3208501', '1'],
    ['phone', phoneNumberSchema, '028-600-0000', '0286000000', '1'],
    ['mail', emailAddressSchema, 'a@Example.jp', 'a@example.jp', 'a'],
  ])('%s: normalise what is right and refuse the rest in Japanese', (_name, shape, written, value, wrong) => {
    expect(shape.parse(written)).toBe(value);
    expect(shape.safeParse(wrong).error?.issues[0]?.message).toMatch(/。$/u);
  });
});
