import { lazy } from '../lazy.ts';

/**
 * The time zone of a phone number: IANA zones, each with its number prefixes (country code and, in countries with
 * several zones, area code). Made from the time zone data of libphonenumber (Apache 2.0), down to area codes; an area
 * with two zones has the one where most people live. Numbers without a place (+1 800, satellites) are left out.
 */
const DIAL_ZONES = `
Africa/Abidjan 225; Africa/Accra 233; Africa/Addis_Ababa 251; Africa/Algiers 213; Africa/Asmara 291;
Africa/Bamako 223; Africa/Bangui 236; Africa/Banjul 220; Africa/Bissau 245; Africa/Blantyre 265;
Africa/Brazzaville 242; Africa/Bujumbura 257; Africa/Cairo 20; Africa/Casablanca 212; Africa/Conakry 224;
Africa/Dakar 221; Africa/Dar_es_Salaam 255; Africa/Djibouti 253; Africa/Douala 237; Africa/Freetown 232;
Africa/Gaborone 267; Africa/Harare 263; Africa/Johannesburg 27; Africa/Juba 211; Africa/Kampala 256;
Africa/Khartoum 249; Africa/Kigali 250; Africa/Kinshasa 243; Africa/Lagos 234; Africa/Libreville 241;
Africa/Lome 228; Africa/Luanda 244; Africa/Lubumbashi 2432; Africa/Lusaka 260; Africa/Malabo 240;
Africa/Maputo 258; Africa/Maseru 266; Africa/Mbabane 268; Africa/Mogadishu 252; Africa/Monrovia 231;
Africa/Nairobi 254; Africa/Ndjamena 235; Africa/Niamey 227; Africa/Nouakchott 222; Africa/Ouagadougou 226;
Africa/Porto-Novo 229; Africa/Sao_Tome 239; Africa/Tripoli 218; Africa/Tunis 216; Africa/Windhoek 264;
America/Anchorage 1907; America/Argentina/Buenos_Aires 54; America/Aruba 297; America/Asuncion 595;
America/Belize 501; America/Bogota 57; America/Cancun 52983 52984 52987 52998; America/Caracas 58;
America/Cayenne 594; America/Cayman 1345; America/Chicago 1204 1205 1210 1214 1217 1218 1224 1225 1228 1235
1251 1254 1256 1262 1274 1281 1308 1309 1312 1314 1316 1318 1319 1320 1325 1327 1331 1334 1337 1346 1353
1361 1402 1405 1409 1414 1417 1423 1430 1431 1432 1447 1464 1469 1474 1479 1501 1504 1507 1512 1515 1531
1534 1539 1557 1563 1572 1573 1580 1584 1601 1605 1608 1612 1615 1618 1620 1629 1630 1636 1641 1651 1659
1660 1662 1682 1689 1701 1708 1712 1713 1715 1726 1730 1731 1737 1763 1769 1773 1779 1785 1806 1815 1816
1817 1830 1832 1847 1870 1872 1901 1903 1913 1918 1920 1931 1936 1938 1940 1945 1952 1956 1972 1975 1979
1985 505; America/Ciudad_Juarez 52656; America/Costa_Rica 506; America/Curacao 599; America/Denver 1303
1307 1368 1385 1403 1406 1435 1505 1575 1587 1719 1720 1748 1780 1801 1825 1915 1970 1983 1986;
America/El_Salvador 503; America/Guadeloupe 590; America/Guatemala 502; America/Guayaquil 593;
America/Guyana 592; America/Halifax 1428 1441 1506 1782 1902; America/Havana 53; America/Jamaica 1658 1876;
America/La_Paz 591; America/Lima 51; America/Los_Angeles 1206 1209 1213 1236 1250 1253 1257 1279 1323 1341
1350 1360 1369 1408 1415 1424 1425 1442 1458 1503 1509 1510 1530 1541 1559 1562 1564 1604 1619 1626 1628
1650 1657 1661 1669 1672 1702 1707 1714 1725 1738 1747 1760 1775 1778 1805 1818 1820 1831 1840 1858 1909
1916 1925 1949 1951 1971; America/Manaus 5565 5566 5567 5569 559; America/Martinique 596; America/Matamoros
52867 52877 52878 52894 52899; America/Mazatlan 52311 52319 52323 52324 52325 52327 52389 52612 52613 52614
52615 5262 5263 5264 52651 52652 52653 52657 52659 52660 52662 52667 52668 52669 52672 52673 52687 5269;
America/Mexico_City 52 52649; America/Miquelon 508; America/Montevideo 598; America/New_York 1201 1202 1203
1207 1212 1215 1216 1219 1220 1223 1226 1227 1229 1231 1234 1239 1240 1242 1248 1249 1252 1260 1263 1267
1269 1270 1272 1276 1283 1289 1301 1302 1304 1305 1313 1315 1317 1321 1324 1326 1329 1330 1332 1336 1339
1343 1347 1351 1352 1354 1363 1364 1365 1367 1380 1382 1386 1401 1404 1407 1410 1412 1413 1416 1418 1419
1434 1437 1438 1440 1443 1445 1448 1450 1463 1468 1470 1472 1475 1478 1484 1502 1508 1513 1514 1516 1517
1518 1519 1540 1548 1551 1561 1567 1570 1571 1574 1579 1581 1582 1585 1586 1603 1606 1607 1609 1610 1613
1614 1616 1617 1631 1640 1645 1646 1647 1649 1656 1667 1678 1680 1681 1683 1686 1703 1704 1705 1706 1716
1717 1718 1724 1727 1728 1732 1734 1740 1742 1743 1753 1754 1757 1762 1765 1770 1771 1772 1774 1781 1786
1802 1803 1804 1807 1810 1812 1813 1814 1819 1821 1826 1828 1835 1838 1839 1843 1845 1848 1850 1854 1856
1857 1859 1860 1862 1863 1864 1865 1873 1878 1904 1905 1906 1908 1910 1912 1914 1917 1919 1929 1930 1934
1937 1941 1942 1943 1947 1948 1954 1959 1973 1978 1980 1984 1989; America/Noronha 55812 55814 55815 55817
55819; America/Nuuk 299; America/Ojinaga 52626; America/Panama 507; America/Paramaribo 597; America/Phoenix
1480 1520 1602 1623 1867 1928; America/Port-au-Prince 509; America/Puerto_Rico 1246 1264 1268 1284 1340
1473 1664 1721 1758 1767 1784 1787 1809 1829 1849 1868 1869 1939; America/Regina 1306 1639;
America/Rio_Branco 5568; America/Santiago 56 56322 56323; America/Sao_Paulo 55 5590 5596 5598 5599;
America/St_Johns 1709 1879; America/Tegucigalpa 504; America/Thule 29997; America/Tijuana 52616 52646 52658
52661 52664 52665 52686; Asia/Aden 967; Asia/Almaty 77; Asia/Amman 962; Asia/Anadyr 7427; Asia/Ashgabat
993; Asia/Baghdad 964; Asia/Bahrain 973; Asia/Baku 994; Asia/Bangkok 66; Asia/Beirut 961; Asia/Bishkek 996;
Asia/Brunei 673; Asia/Colombo 94; Asia/Damascus 963; Asia/Dhaka 880; Asia/Dili 670; Asia/Dubai 971;
Asia/Dushanbe 992; Asia/Gaza 970; Asia/Ho_Chi_Minh 84; Asia/Hong_Kong 852; Asia/Hovd 97614 97624;
Asia/Irkutsk 7301 7395; Asia/Jakarta 62 62379 62403 62458 62915 62920; Asia/Jayapura 6290 6291 6292 62951
62955 62956 62957 62962 62966 62967 62969 62971 62975 6298; Asia/Jerusalem 972; Asia/Kabul 93;
Asia/Kamchatka 7415; Asia/Karachi 92; Asia/Kathmandu 977; Asia/Kolkata 91; Asia/Krasnoyarsk 7384 7385 7388
7390 7391 7394; Asia/Kuala_Lumpur 60; Asia/Kuwait 965; Asia/Macau 853; Asia/Magadan 7413; Asia/Makassar
6236 6237 6238 624 62511 62512 62517 62518 62526 62527 6254 6255; Asia/Manila 63; Asia/Muscat 968;
Asia/Nicosia 357; Asia/Novosibirsk 7382 7383; Asia/Omsk 7381; Asia/Phnom_Penh 855; Asia/Qatar 974;
Asia/Riyadh 966; Asia/Sakhalin 7424; Asia/Seoul 82 850; Asia/Shanghai 86; Asia/Singapore 65; Asia/Taipei
886; Asia/Tashkent 998; Asia/Tbilisi 995; Asia/Tehran 98; Asia/Thimphu 975; Asia/Tokyo 81; Asia/Ulaanbaatar
976; Asia/Vientiane 856; Asia/Vladivostok 7421 7423 7426; Asia/Yakutsk 7302 7411 7416; Asia/Yangon 95;
Asia/Yekaterinburg 733 734 735; Asia/Yerevan 374; Atlantic/Canary 34822 34827 34828 34922 34928;
Atlantic/Cape_Verde 238; Atlantic/Faroe 298; Atlantic/Reykjavik 354; Atlantic/St_Helena 247 290;
Atlantic/Stanley 500; Australia/Adelaide 618; Australia/Brisbane 617; Australia/Darwin 61889;
Australia/Perth 6189; Australia/Sydney 61; Europe/Amsterdam 31; Europe/Andorra 376; Europe/Athens 30;
Europe/Belgrade 381 383; Europe/Berlin 49; Europe/Bratislava 421; Europe/Brussels 32; Europe/Bucharest 40
740; Europe/Budapest 36; Europe/Chisinau 373; Europe/Copenhagen 45; Europe/Dublin 353; Europe/Gibraltar
350; Europe/Helsinki 358; Europe/Istanbul 90; Europe/Kyiv 380; Europe/Lisbon 351; Europe/Ljubljana 386;
Europe/London 44; Europe/Luxembourg 352; Europe/Madrid 34; Europe/Malta 356; Europe/Minsk 375;
Europe/Monaco 377; Europe/Moscow 7; Europe/Oslo 47; Europe/Paris 33; Europe/Podgorica 382; Europe/Prague
420; Europe/Riga 371; Europe/Rome 39; Europe/Samara 7341 7842 7846 7848 7851; Europe/San_Marino 378;
Europe/Sarajevo 387; Europe/Skopje 389; Europe/Sofia 359; Europe/Stockholm 46; Europe/Tallinn 372;
Europe/Tirane 355; Europe/Vaduz 423; Europe/Vienna 43; Europe/Vilnius 370; Europe/Warsaw 48; Europe/Zagreb
385; Europe/Zurich 41; Indian/Antananarivo 261; Indian/Chagos 246; Indian/Comoro 269; Indian/Mahe 248;
Indian/Maldives 960; Indian/Mauritius 230; Indian/Mayotte 26263; Indian/Reunion 262; Pacific/Apia 685;
Pacific/Auckland 64; Pacific/Chatham 64330; Pacific/Chuuk 6913; Pacific/Easter 5632; Pacific/Efate 678;
Pacific/Fakaofo 690; Pacific/Fiji 679; Pacific/Funafuti 688; Pacific/Guadalcanal 677; Pacific/Guam 1671;
Pacific/Honolulu 1808; Pacific/Majuro 692; Pacific/Nauru 674; Pacific/Niue 683; Pacific/Norfolk 672;
Pacific/Noumea 687; Pacific/Pago_Pago 1684; Pacific/Palau 680; Pacific/Pohnpei 691 69132 69137;
Pacific/Port_Moresby 675; Pacific/Rarotonga 682; Pacific/Saipan 1670; Pacific/Tahiti 689; Pacific/Tarawa
686; Pacific/Tongatapu 676; Pacific/Wallis 681`;

/** The longest prefix. */
const MAX_PREFIX_DIGITS = 5;

/** From this many lookups on, an index of all prefixes pays off. */
const MIN_LOOKUPS_FOR_INDEX = 16;

/** Makes a lookup from a number (E.164) to its time zone (IANA); null if unknown. */
export function makeDialZones(): (e164: string) => string | null {
  const laidOut = lazy(zonesByPrefix);
  let asked = 0;
  return (e164) => {
    const zoneOf = ++asked < MIN_LOOKUPS_FOR_INDEX ? zoneInText : (prefix: string) => laidOut().get(prefix);
    for (let length = Math.min(MAX_PREFIX_DIGITS, e164.length - 1); length > 0; length--) {
      const zone = zoneOf(e164.slice(1, length + 1));
      if (zone !== undefined) return zone;
    }
    return null;
  };
}

function zonesByPrefix(): ReadonlyMap<string, string> {
  const zones = new Map<string, string>();
  for (const entry of DIAL_ZONES.split(';')) {
    const [zone = '', ...prefixes] = entry.trim().split(/\s+/);
    for (const prefix of prefixes) zones.set(prefix, zone);
  }
  return zones;
}

function zoneInText(prefix: string): string | undefined {
  for (let at = DIAL_ZONES.indexOf(prefix); at >= 0; at = DIAL_ZONES.indexOf(prefix, at + 1)) {
    const [before = '', after = ';'] = [DIAL_ZONES[at - 1], DIAL_ZONES[at + prefix.length]];
    if (!/\s/.test(before) || !/[\s;]/.test(after)) continue;
    const entry = DIAL_ZONES.slice(DIAL_ZONES.lastIndexOf(';', at) + 1, at).trim();
    return entry.split(/\s/, 1)[0];
  }
  return undefined;
}
