import { describe, expect, it } from 'vitest';
import { ruleTable } from './rule-examples.ts';

describe('対象事業主', () => {
  describe('みなし大企業', () => {
    ruleTable({ it, expect }, 'large_company_control', [
      ['not controlled', 'passed', {}],
      [
        'controlled is for a person by default',
        'to_check',
        { application: { controlledByLargeCompany: true } },
      ],
      [
        'controlled fails when the programme says so',
        'failed',
        { application: { controlledByLargeCompany: true }, programme: { largeCompanyControl: 'failed' } },
      ],
    ]);
  });

  describe('法人等の種別', () => {
    ruleTable({ it, expect }, 'legal_form', [
      ['a company', 'passed', {}],
      [
        'a sole owner',
        'passed',
        { application: { employerLegalForm: 'sole_owner', employerCorporateNumber: null } },
      ],
      ['another form may be a public body', 'to_check', { application: { employerLegalForm: 'other' } }],
    ]);
  });

  describe('県内の事業所', () => {
    ruleTable({ it, expect }, 'workplace', [
      ['in Tochigi', 'passed', {}],
      ['in another prefecture', 'failed', { application: { workplaceAddress: '群馬県太田市浜町2-35' } }],
      ['in Tokyo', 'failed', { application: { workplaceAddress: '東京都千代田区千代田1-1' } }],
      ['in Hokkaido', 'failed', { application: { workplaceAddress: '北海道札幌市中央区' } }],
      [
        'in a prefecture of three letters',
        'failed',
        { application: { workplaceAddress: '神奈川県横浜市中区' } },
      ],
      ['in Kyoto', 'failed', { application: { workplaceAddress: '京都府京都市' } }],
      ['in Osaka', 'failed', { application: { workplaceAddress: '大阪府大阪市' } }],
      ['without a prefecture', 'to_check', { application: { workplaceAddress: '宇都宮市塙田1-1-20' } }],
      [
        'a building named after Tochigi elsewhere',
        'failed',
        { application: { workplaceAddress: '福島県白河市栃木県ビル' } },
      ],
      [
        'another prefecture named in the programme',
        'passed',
        { application: { workplaceAddress: '群馬県太田市' }, programme: { prefectureName: '群馬県' } },
      ],
    ]);
  });
});
