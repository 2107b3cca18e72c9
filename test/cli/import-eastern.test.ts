import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

let home: string;

beforeEach(() => {
  home = makeHome();
});

/** Imports records of a noun, and gives back the first. */
async function imported(noun: string, input: string) {
  const { stderr, exitCode } = await crm([noun, 'import', '-', '--create', 'all'], { home, input });
  expect(stderr).not.toContain('no field for');
  expect(exitCode).toBe(0);
  return JSON.parse((await crm([noun, 'export', '--json'], { home })).stdout)[0];
}

test.each([
  [
    '姓,名,会社名,部署,役職,メールアドレス,携帯電話,郵便番号,住所,備考',
    '山田,太郎,株式会社アクメ,営業部,部長,taro@x.example,+81 90 1234 5678,100-0001,千代田1-1,重要',
    {
      first_name: '太郎',
      last_name: '山田',
      name: '山田 太郎',
      phone: '+819012345678',
      title: '部長',
      notes: '重要',
    },
  ],
  [
    '氏名,ふりがな,会社,メール,電話番号,都道府県,市区町村,国',
    '佐藤 花子,さとう はなこ,ベータ株式会社,hanako@x.example,06-1234-5678,大阪府,大阪市,日本',
    {
      name: '佐藤 花子',
      last_name: '佐藤',
      city: '大阪市',
      phone: '+81612345678',
      notes: 'ふりがな: さとう はなこ',
    },
  ],
  [
    '姓名,公司名称,职位,邮箱,手机,地址,城市,备注',
    '王伟,阿克米有限公司,经理,wang@x.example,+86 138 1234 5678,大街1号,北京,重要',
    {
      name: '王伟',
      account: '阿克米有限公司',
      title: '经理',
      phone: '+8613812345678',
      city: '北京',
      notes: '重要',
    },
  ],
  [
    '이름,회사,부서,직책,이메일,휴대폰,주소,메모',
    '김 철수,아크메,영업부,과장,kim@x.example,+82 10 1234 5678,강남구 1,중요',
    { name: '김 철수', last_name: '김', department: '영업부', phone: '+821012345678', notes: '중요' },
  ],
  [
    'Имя,Фамилия,Отчество,Компания,Должность,Телефон,Эл. почта,Город,Примечание',
    'Иван,Петров,Сергеевич,ООО Акме,Директор,+7 495 123-45-67,ivan@x.example,Москва,важный',
    {
      first_name: 'Иван Сергеевич',
      last_name: 'Петров',
      account: 'ООО Акме',
      phone: '+74951234567',
      notes: 'важный',
    },
  ],
  [
    'ФИО,Организация,Телефон',
    'Петрова Анна Сергеевна,ООО Акме,+7 495 123-45-67',
    { first_name: 'Анна Сергеевна', last_name: 'Петрова' },
  ],
])('contacts under %s', async (headers, cells, said) => {
  expect(await imported('contact', `${headers}\n${cells}\n`)).toMatchObject(said);
});

test.each([
  ['案件名,取引先名,金額,フェーズ,完了予定日', 'Alpha,アクメ,1000,Proposal,2027-01-15'],
  ['商机名称,客户名称,预计金额,阶段,预计成交日期', 'Alpha,阿克米,1000,Proposal,2027-01-15'],
  ['거래명,회사명,금액,단계,마감일', 'Alpha,아크메,1000,Proposal,2027-01-15'],
  ['Сделка,Компания,Сумма,Этап,Дата закрытия', 'Alpha,Акме,1000,Proposal,15.01.2027'],
])('deals under %s', async (headers, cells) => {
  expect(await imported('opp', `${headers}\n${cells}\n`)).toMatchObject({
    name: 'Alpha',
    stage: 'proposal',
    close_date: '2027-01-15',
    amount: 1000,
  });
});
