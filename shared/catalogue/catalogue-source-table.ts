// Generated from the JSON files in this folder by "npm run catalogue".
export const numberSourceTable = `
AC libphonenumber-9.0.35,us-state-2008 911
AC libphonenumber-9.0.35,wikipedia 999
AD libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 118
AD libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 116
AD libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 112
AE itu-e129@2012-04-03 995
AE itu-e129@2012-04-03,wikipedia 996
AE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 999
AE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 998
AE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 997
AE libphonenumber-9.0.35,itu-e129@2012-04-03 112
AF itu-e129@2012-04-03 101
AF libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 119
AF libphonenumber-9.0.35,itu-e129@2012-04-03 100 102
AG itu-e129@2012-04-03 777
AG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
AG libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 999
AI libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/anguilla@2026-03-05,wikipedia 911
AL itu-e129@2014-04-09,wikipedia 125
AL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2014-04-09 127 129
AL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2014-04-09,wikipedia 128
AL libphonenumber-9.0.35,itu-e129@2014-04-09,wikipedia 112
AL wikipedia,itu-e129@2014-04-09 126
AM am-interior-112 112
AM aosp-eccdata-2023-12,itu-e129@2012-04-03 911
AM itu-e129@2012-04-03,wikipedia 104
AM libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 103
AM libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 101 102
AM wikipedia,itu-e129@2012-04-03 177
AO itu-e129@2012-04-03,wikipedia 116
AO itu-e129@2024-04-02 111
AO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 113 115
AO libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 112
AR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 911
AR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 101 107
AR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 100
AR wikipedia,itu-e129@2012-04-03 103
AS libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/usa@2026-03-04,us-state-2008,wikipedia 911
AS us-fcc-988 988
AS us-fcc-n11 211 311 511 711 811
AT aosp-eccdata-2023-12,at-rtr-emergency,itu-e129@2012-04-03,wikipedia 128 140
AT eu-2007-116 116000 116006 116111 116117 116123
AT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 133
AT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112 122
AT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 144
AT se-pts-116016 116016
AU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 000
AU libphonenumber-9.0.35,itu-e129@2012-04-03 106
AU libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 112
AW libphonenumber-9.0.35 100
AW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
AX libphonenumber-9.0.35,wikipedia,ax-visit-aland 112
AZ itu-e129@2012-04-03,wikipedia 104
AZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 112
AZ libphonenumber-9.0.35,itu-e129@2012-04-03 102
AZ libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 101 103
BA itu-e129@2017-03-21 1262
BA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2017-03-21,us-state-2008,wikipedia 122 123 124
BB libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 211 311 511
BB libphonenumber-9.0.35,itu-e129@2012-04-03 911
BD libphonenumber-9.0.35 100 101 102
BD libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/bangladesh@2026-03-03,wikipedia 999
BD libphonenumber-9.0.35,us-state-2008 199
BE be-112 1722 1733
BE eu-2007-116 116000 116006 116111 116117 116123
BE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 100
BE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 101 112
BE se-pts-116016 116016
BF itu-e129@2023-07-31 138 16
BF itu-e129@2023-07-31,wikipedia 112
BF libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 17 18
BG eu-2007-116 116000 116006 116111 116117 116123
BG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 112
BG libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 150 160 166
BG se-pts-116016 116016
BH itu-e129@2012-04-03,wikipedia 112 994
BH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 999
BH libphonenumber-9.0.35,wikipedia,itu-e129@2012-04-03 199
BI itu-e129@2023-08-01 109 110 111 114 115 119
BI itu-e129@2023-08-01,wikipedia 118
BI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-08-01,wikipedia 112
BI libphonenumber-9.0.35,itu-e129@2023-08-01 113
BI libphonenumber-9.0.35,itu-e129@2023-08-01,wikipedia 117
BJ itu-e129@2023-09-12 114
BJ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 118
BJ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-12,wikipedia 117
BJ libphonenumber-9.0.35,itu-e129@2023-09-12 116
BJ libphonenumber-9.0.35,itu-e129@2023-09-12,wikipedia 112
BL fr-arcep-numbering-plan,gov-uk/st-martin-and-st-barthelemy@2026-03-04 112 15
BL fr-arcep-numbering-plan,gov-uk/st-martin-and-st-barthelemy@2026-03-04,wikipedia 17
BL libphonenumber-9.0.35,gov-uk/st-martin-and-st-barthelemy@2026-03-04,wikipedia 18
BM libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/bermuda@2026-03-05,us-state-2008,wikipedia 911
BN libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/brunei@2026-03-03,us-state-2008,wikipedia 991 993 995
BO itu-e129@2012-04-03 160 177
BO itu-e129@2012-04-03,us-state-2008 911
BO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 110 119
BO libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 118
BQ gov-uk/bonaire-st-eustatius-saba@2026-03-05 912 913
BQ libphonenumber-9.0.35 112
BQ libphonenumber-9.0.35,gov-uk/bonaire-st-eustatius-saba@2026-03-05,us-state-2008,wikipedia 911
BR aosp-eccdata-2023-12 185
BR br-anatel-tridigit,wikipedia 191
BR itu-e129@2012-04-03 168
BR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 190
BR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 192 193
BR libphonenumber-9.0.35,us-state-2008,wikipedia 911
BR libphonenumber-9.0.35,wikipedia 112 128
BS libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 919
BS libphonenumber-9.0.35,us-state-2008,wikipedia,itu-e129@2012-04-03 911
BS wikipedia,itu-e129@2012-04-03 112
BT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 112 113
BW itu-e129@2021-04-14 993 994 995
BW itu-e129@2023-09-28 913 914 920 922 923 924 925 926 991 992 996
BW itu-e129@2023-09-28,wikipedia 112
BW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-28,us-state-2008,wikipedia 997
BW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-28,wikipedia 998 999
BW libphonenumber-9.0.35,us-state-2008 911
BY itu-e129@2012-04-03,wikipedia 104
BY libphonenumber-9.0.35 112
BY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 101 102 103
BZ itu-e129@2022-06-14 966 999
BZ libphonenumber-9.0.35 90
BZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2022-06-14,us-state-2008,wikipedia 911
BZ libphonenumber-9.0.35,itu-e129@2022-06-14 990
CA ca-crtc-988 988
CA libphonenumber-9.0.35,aosp-eccdata-2023-12 112
CA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
CA microsoft-933 933
CA nanpa-n11 211 311 411 511 611 711 811
CC libphonenumber-9.0.35,au-emergency-calls 112
CC libphonenumber-9.0.35,wikipedia,au-emergency-calls 000
CD cd-police-114 114
CD itu-e129@2024-07-12 103 150 177
CD itu-e129@2024-07-12,wikipedia 112
CD libphonenumber-9.0.35 188
CD libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 118
CD libphonenumber-9.0.35,itu-e129@2012-04-03 113
CF libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 117
CF libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 118 1220
CG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 118
CG libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 117
CH aosp-eccdata-2023-12 911
CH aosp-eccdata-2023-12,itu-e129@2013-06-07,wikipedia,ch-rega 1414
CH itu-e129@2013-06-07 143 145 147
CH itu-e129@2013-06-07,wikipedia 1415
CH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2013-06-07,us-state-2008,wikipedia 117 118 144
CH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2013-06-07,wikipedia 112
CI aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 185
CI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 170 180
CI libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 110 111
CK libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/cook-islands-tokelau-and-niue@2026-03-05,us-state-2008,wikipedia 999
CK libphonenumber-9.0.35,us-state-2008 996 998
CL cl-armada-137 137
CL itu-e129@2012-04-03 130
CL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 131 132 133
CL libphonenumber-9.0.35,wikipedia 911
CM aosp-eccdata-2023-12,itu-e129@2023-12-22,wikipedia 118
CM aosp-eccdata-2023-12,wikipedia 119
CM itu-e129@2023-12-22 111 112 114 120
CM libphonenumber-9.0.35 13 17
CM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-12-22,wikipedia 117
CM libphonenumber-9.0.35,itu-e129@2023-12-22 113
CN cn-numbering-plan-2017,us-state-2008,wikipedia,itu-e129@2012-04-03 122
CN libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 119 120
CO libphonenumber-9.0.35 132 156
CO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 123
CO libphonenumber-9.0.35,us-state-2008,wikipedia 119
CO libphonenumber-9.0.35,wikipedia 112
CR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
CR libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 112
CU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 104 105 106
CV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 130 131 132
CW gov-uk/curacao@2026-03-05 913
CW gov-uk/curacao@2026-03-05,wikipedia 912
CW libphonenumber-9.0.35,gov-uk/curacao@2026-03-05,wikipedia 911
CW libphonenumber-9.0.35,us-state-2008 112
CX libphonenumber-9.0.35 112
CX libphonenumber-9.0.35,wikipedia,cx-emergency-plan 000
CY eu-2007-116 116000 116006 116111 116117 116123
CY itu-e129@2012-04-03 1400
CY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
CY libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 199
CY se-pts-116016 116016
CZ eu-2007-116 116000 116006 116111 116117 116123
CZ libphonenumber-9.0.35 151 152 153 154 157 159
CZ libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 112
CZ libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 158
CZ libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 150 155
CZ libphonenumber-9.0.35,wikipedia 156
CZ se-pts-116016 116016
DE de-115 115
DE eu-2007-116 116000 116006 116111 116117 116123
DE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
DE libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 110
DE se-pts-116016 116016
DJ itu-e129@2024-07-16 999
DJ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 18
DJ libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 17
DK dk-police-114 114
DK eu-2007-116 116000 116006 116111 116117 116123
DK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
DK se-pts-116016 116016
DM libphonenumber-9.0.35 333
DM libphonenumber-9.0.35,aosp-eccdata-2023-12 911
DM libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 999
DO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
DO libphonenumber-9.0.35,wikipedia 112
DZ aosp-eccdata-2023-12,itu-e129@2024-04-08,wikipedia 1548
DZ itu-e129@2024-04-08 1021 103 104 1054 1058 1070
DZ itu-e129@2024-04-08,wikipedia 1055
DZ libphonenumber-9.0.35 112
DZ libphonenumber-9.0.35,itu-e129@2024-04-08,us-state-2008 17
DZ libphonenumber-9.0.35,itu-e129@2024-04-08,us-state-2008,wikipedia 14
EC aosp-eccdata-2023-12 115
EC itu-e129@2012-04-03,us-state-2008,wikipedia 131
EC libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 911
EC libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 101
EC libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 102
EC libphonenumber-9.0.35,wikipedia 112
EC wikipedia,itu-e129@2012-04-03 103
EE eu-2007-116 116000 116006 116111 116117 116123
EE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
EE libphonenumber-9.0.35,ee-112,itu-e129@2012-04-03,us-state-2008 110
EE se-pts-116016 116016
EG itu-e129@2023-12-05 911
EG itu-e129@2023-12-05,wikipedia 112
EG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 122
EG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 123 180
EH gov-uk/western-sahara@2026-03-05,us-state-2008,wikipedia 150
EH libphonenumber-9.0.35 15 177 19
ER itu-e129@2023-08-01 911
ER libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 113 116
ER libphonenumber-9.0.35,itu-e129@2023-08-01 112
ER libphonenumber-9.0.35,itu-e129@2023-08-01,wikipedia 114
ES aosp-eccdata-2023-12 017 021 028
ES aosp-eccdata-2023-12,es-numbering-guide-2016,itu-e129@2013-06-20,wikipedia 061 062
ES aosp-eccdata-2023-12,itu-e129@2013-06-20,wikipedia 091
ES aosp-eccdata-2023-12,wikipedia 080 092 1006
ES es-boe-024 024
ES eu-2007-116 116000 116006 116111 116117 116123
ES itu-e129@2013-06-20 016
ES libphonenumber-9.0.35,aosp-eccdata-2023-12 088
ES libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2013-06-20,us-state-2008,wikipedia 112
ES libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 085
ES se-pts-116016 116016
ET itu-e129@2024-06-05 112
ET itu-e129@2024-06-05,wikipedia 907
ET libphonenumber-9.0.35 997
ET libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 991
ET libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 939
ET libphonenumber-9.0.35,itu-e129@2024-06-05 911
ET libphonenumber-9.0.35,us-state-2008 91 92 93
FI eu-2007-116 116000 116006 116111 116117 116123
FI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
FI se-pts-116016 116016
FJ itu-e129@2012-04-03 000 919
FJ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
FJ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 917
FK libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/falkland-islands@2026-03-05,us-state-2008,wikipedia 999
FM itu-e129@2012-04-03 111
FM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 911
FO libphonenumber-9.0.35 114
FO libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/denmark@2026-03-05,wikipedia 112
FR aosp-eccdata-2023-12,fr-arcep-emergency-list,itu-e129@2015-09-02 191
FR aosp-eccdata-2023-12,itu-e129@2015-09-02 114
FR aosp-eccdata-2023-12,itu-e129@2015-09-02,wikipedia 196
FR eu-2007-116 116000 116006 116111 116117 116123
FR fr-3114-3919 3114 3919
FR itu-e129@2015-09-02 115 119 197
FR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2015-09-02,us-state-2008,wikipedia 112 15 17 18
FR se-pts-116016 116016
GA aosp-eccdata-2023-12,itu-e129@2024-05-16 177
GA itu-e129@2012-04-03 1720 1722
GA itu-e129@2012-04-03,wikipedia 1300
GA itu-e129@2024-05-16 1333 1334 1466 1488 1710 1717
GA libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 18
GA libphonenumber-9.0.35,us-state-2008,wikipedia 1730
GB gb-numbering-plan 101 105 111 116000 116006 116111 116123
GB gb-stop-scams-159 159
GB libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 999
GB libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 112
GD itu-e129@2012-04-03 237 399 724 774
GD itu-e129@2012-04-03,us-state-2008 434
GD libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
GE itu-e129@2012-04-03 114
GE libphonenumber-9.0.35 011 033
GE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 112
GE libphonenumber-9.0.35,itu-e129@2012-04-03 111 113 122
GE libphonenumber-9.0.35,us-state-2008 022
GF fr-arcep-numbering-plan,gov-uk/french-guiana@2026-03-04,us-state-2008 112
GF libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/french-guiana@2026-03-04,us-state-2008,wikipedia 15 17 18
GG libphonenumber-9.0.35,wikipedia,gg-emergencies 112 999
GH gh-government-112,itu-e129@2023-07-19 112
GH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 192
GH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 191 193
GH libphonenumber-9.0.35,itu-e129@2023-07-19,us-state-2008 999
GI gov-uk/gibraltar@2026-03-05,us-state-2008,wikipedia,gi-999 999
GI libphonenumber-9.0.35,aosp-eccdata-2023-12,gi-999,wikipedia 190 199
GI libphonenumber-9.0.35,gi-999,wikipedia 112
GL libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/denmark@2026-03-05,wikipedia 112
GM aosp-eccdata-2023-12 911
GM itu-e129@2024-01-09,wikipedia 112
GM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-01-09,wikipedia 116 118
GM libphonenumber-9.0.35,itu-e129@2024-01-09 117
GM libphonenumber-9.0.35,us-state-2008 16 17 18
GN aosp-eccdata-2023-12 1717
GN aosp-eccdata-2023-12,itu-e129@2024-01-08,wikipedia 122
GN itu-e129@2024-01-08 116 125 126 127 128 129 130 135 136 18
GN itu-e129@2024-01-08,wikipedia 117 118 19
GP fr-arcep-numbering-plan,gov-uk/guadeloupe@2026-03-04 112
GP libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/guadeloupe@2026-03-04,us-state-2008,wikipedia 17 18
GP libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/guadeloupe@2026-03-04,wikipedia 15
GQ aosp-eccdata-2023-12,itu-e129@2012-04-03 113
GQ aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 115
GQ itu-e129@2012-04-03 114
GQ itu-e129@2012-04-03,wikipedia 112
GQ wikipedia,itu-e129@2012-04-03 116
GR eu-2007-116 116000 116006 116111 116117 116123
GR gr-coast-guard-108,itu-e129@2012-04-03,wikipedia 108
GR itu-e129@2012-04-03,wikipedia 1591
GR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
GR libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 100 199
GR libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 166
GR se-pts-116016 116016
GT gt-bomberos-voluntarios,itu-e129@2012-04-03 122
GT itu-e129@2012-04-03 125
GT itu-e129@2012-04-03,wikipedia 128
GT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 123
GT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 120
GT libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 110
GU libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/usa@2026-03-04,us-state-2008,wikipedia 911
GU us-fcc-988 988
GU us-fcc-n11 211 311 511 711 811
GW itu-e129@2023-06-16 112 120 121
GW libphonenumber-9.0.35,aosp-eccdata-2023-12 113
GW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-06-16,wikipedia 117 118
GW wikipedia,itu-e129@2023-06-16 119
GY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-08-17,wikipedia 911 912 913
HK libphonenumber-9.0.35 992
HK libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/hong-kong@2026-03-05,us-state-2008,wikipedia 999
HK libphonenumber-9.0.35,wikipedia 112
HN aosp-eccdata-2023-12,wikipedia 911
HN itu-e129@2012-04-03,us-state-2008,wikipedia 198
HN libphonenumber-9.0.35,itu-e129@2012-04-03 199
HN us-state-2008,wikipedia 195
HR eu-2007-116 116000 116006 116111 116117 116123
HR itu-e129@2012-04-03 9155
HR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
HR libphonenumber-9.0.35,itu-e129@2012-04-03 93 94
HR libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 192
HR libphonenumber-9.0.35,wikipedia 193 194
HR se-pts-116016 116016
HT aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 115 116
HT itu-e129@2012-04-03,wikipedia 122
HT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 114
HT libphonenumber-9.0.35,us-state-2008 118
HU eu-2007-116 116000 116006 116111 116117 116123
HU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2015-02-10,us-state-2008,wikipedia 112
HU libphonenumber-9.0.35,itu-e129@2015-02-10,wikipedia 104 105 107
HU se-pts-116016 116016
ID libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/indonesia@2026-03-03,us-state-2008,wikipedia 110 118
ID libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 113
ID libphonenumber-9.0.35,gov-uk/indonesia@2026-03-03 112
ID libphonenumber-9.0.35,wikipedia 119
IE eu-2007-116 116000 116006 116111 116117 116123
IE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
IE libphonenumber-9.0.35,us-state-2008,wikipedia 999
IE se-pts-116016 116016
IL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 100 101 102
IL libphonenumber-9.0.35,wikipedia 112
IM gb-numbering-plan,wikipedia 112
IM libphonenumber-9.0.35,us-state-2008,wikipedia,im-ambulance,im-fire,im-police 999
IN libphonenumber-9.0.35 1298 2611
IN libphonenumber-9.0.35,aosp-eccdata-2023-12 112
IN libphonenumber-9.0.35,aosp-eccdata-2023-12,in-trai-112,itu-e129@2012-04-03,us-state-2008,wikipedia 100
IN libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 102
IN libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 101
IN libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 108
IO aosp-eccdata-2023-12,wikipedia 112
IQ aosp-eccdata-2023-12,iq-interior-911 130
IQ iq-interior-911 911
IQ libphonenumber-9.0.35,iq-interior-911,itu-e129@2012-04-03 100
IQ libphonenumber-9.0.35,iq-interior-911,itu-e129@2012-04-03,wikipedia 104 115 122
IR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 115
IR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 125
IR libphonenumber-9.0.35,wikipedia 112 911
IS eu-2007-116 116000 116006 116111 116117 116123
IS libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
IT eu-2007-116 116000 116006 116111 116117 116123
IT it-guardia-costiera-1530,itu-e129@2012-04-03,wikipedia 1530
IT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112 113 115 118
IT se-pts-116016 116016
JE libphonenumber-9.0.35,wikipedia 112
JE libphonenumber-9.0.35,wikipedia,je-999 999
JM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 112
JM libphonenumber-9.0.35,itu-e129@2012-04-03 911
JM libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 110 119
JO itu-e129@2012-04-03 199
JO libphonenumber-9.0.35 197
JO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 911
JO libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 191
JO libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 112
JO libphonenumber-9.0.35,us-state-2008 192
JP aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 118
JP libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 119
KE itu-e129@2016-07-11 109 110 1199
KE itu-e129@2023-12-08,wikipedia 911
KE libphonenumber-9.0.35 114
KE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2016-07-11,us-state-2008,wikipedia 999
KE libphonenumber-9.0.35,itu-e129@2016-07-11,wikipedia 112
KG itu-e129@2012-04-03 161
KG kg-mes-112,wikipedia 112
KG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 101 102
KG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 103
KH libphonenumber-9.0.35 666
KH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 117 118 119
KI libphonenumber-9.0.35 992 993
KI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 192 193 194
KI libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 195
KI libphonenumber-9.0.35,us-state-2008 994
KM itu-e129@2024-02-21 111 112 113 115 117 118
KM libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 17 18
KN libphonenumber-9.0.35 999
KN libphonenumber-9.0.35,aosp-eccdata-2023-12 333
KN libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
KP libphonenumber-9.0.35 119 819
KP libphonenumber-9.0.35,aosp-eccdata-2023-12 112
KR aosp-eccdata-2023-12 111 113 117 118 122 125
KR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112 119
KW libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/kuwait@2026-03-03,wikipedia 112
KY libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/cayman-islands@2026-03-05,us-state-2008,wikipedia 911
KZ itu-e129@2012-04-03,wikipedia 104
KZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 101 102 103
KZ libphonenumber-9.0.35,itu-e129@2012-04-03 112
LA aosp-eccdata-2023-12,gov-uk/laos@2026-03-03 1190 1191 1195
LA libphonenumber-9.0.35,wikipedia 190 191 195
LB itu-e129@2012-04-03,wikipedia 125 160
LB libphonenumber-9.0.35 999
LB libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 112
LB libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 140 175
LC libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911 999
LI eu-2007-116 116000 116006 116111 116117 116123
LI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 112
LI libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 117 118 144
LK libphonenumber-9.0.35 112 116 118
LK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 119
LK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 110
LK lk-suwa-seriya 1990
LR itu-e129@2012-04-03 114
LR libphonenumber-9.0.35 355
LR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
LS aosp-eccdata-2023-12,us-state-2008,wikipedia 121 122 123
LS itu-e129@2023-06-01 117
LS libphonenumber-9.0.35 115
LS libphonenumber-9.0.35,itu-e129@2023-06-01 112
LT eu-2007-116 116000 116006 116111 116117 116123
LT itu-e129@2012-04-03 1804
LT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 112
LT libphonenumber-9.0.35,itu-e129@2012-04-03 01 02 03 101 102 103
LT libphonenumber-9.0.35,wikipedia 011 022 033
LT se-pts-116016 116016
LU eu-2007-116 116000 116006 116111 116117 116123
LU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
LU libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 113
LU se-pts-116016 116016
LV eu-2007-116 116000 116006 116111 116117 116123
LV itu-e129@2013-12-18 04
LV itu-e129@2013-12-18,wikipedia 114
LV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2013-12-18,us-state-2008,wikipedia 112
LV libphonenumber-9.0.35,itu-e129@2013-12-18,us-state-2008 01 02 03
LV libphonenumber-9.0.35,itu-e129@2013-12-18,wikipedia 110 113
LV se-pts-116016 116016
LY aosp-eccdata-2023-12,wikipedia 1515
LY libphonenumber-9.0.35,itu-e129@2012-04-03 190 191
LY libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 193
MA aosp-eccdata-2023-12 190
MA aosp-eccdata-2023-12,itu-e129@2024-06-11 150
MA itu-e129@2024-06-11 141
MA itu-e129@2024-06-11,wikipedia 112
MA libphonenumber-9.0.35,itu-e129@2024-06-11,us-state-2008,wikipedia 15 19
MA libphonenumber-9.0.35,itu-e129@2024-06-11,wikipedia 177
MC libphonenumber-9.0.35 15
MC libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2014-09-03,us-state-2008,wikipedia 112
MC libphonenumber-9.0.35,itu-e129@2014-09-03,wikipedia 17 18
MD itu-e129@2012-04-03 904
MD libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 901 902 903
MD libphonenumber-9.0.35,wikipedia 112
ME libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 122 123 124
ME libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 112
MF fr-arcep-numbering-plan,gov-uk/st-martin-and-st-barthelemy@2026-03-04 112
MF libphonenumber-9.0.35,gov-uk/st-martin-and-st-barthelemy@2026-03-04,wikipedia 15 17 18
MG itu-e129@2023-07-14 115 930
MG libphonenumber-9.0.35 17 18
MG libphonenumber-9.0.35,aosp-eccdata-2023-12 117
MG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-07-14,wikipedia 118
MH libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 911
MK libphonenumber-9.0.35 112
MK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 192 193 194
ML itu-e129@2016-02-17,wikipedia 112
ML libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2016-02-17,us-state-2008 15 18
ML libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2016-02-17,us-state-2008,wikipedia 17
MM aosp-eccdata-2023-12,gov-uk/myanmar@2026-03-03,wikipedia 191 192
MM libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/myanmar@2026-03-03,wikipedia 199
MN itu-e129@2012-04-03 100
MN libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 101 102 103
MN libphonenumber-9.0.35,itu-e129@2012-04-03 105
MO libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/macao@2026-03-05,us-state-2008,wikipedia 999
MO mo-psp-hotlines,wikipedia 110 112
MP libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia,ca-travel-advice-mp 911
MP us-fcc-988 988
MP us-fcc-n11 211 311 511 711 811
MQ libphonenumber-9.0.35,gov-uk/martinique@2026-03-04 112
MQ libphonenumber-9.0.35,gov-uk/martinique@2026-03-04,us-state-2008,wikipedia 15 17 18
MR aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 117
MR aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 118
MR itu-e129@2023-11-14,wikipedia 101 116 119
MR libphonenumber-9.0.35 17 18
MS libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/montserrat@2026-03-05,us-state-2008,wikipedia 911 999
MT eu-2007-116 116000 116006 116111 116117 116123
MT itu-e129@2012-04-03 191 196 199
MT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
MT se-pts-116016 116016
MU itu-e129@2012-04-03 112
MU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 115
MU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 999
MU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-01,wikipedia 114
MU libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 995
MV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 102
MV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 119
MV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 118
MV wikipedia,itu-e129@2012-04-03 191
MW itu-e129@2012-04-03,wikipedia 990
MW libphonenumber-9.0.35 199
MW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 997
MW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 998 999
MX libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/mexico@2026-03-03,wikipedia 911
MX libphonenumber-9.0.35,mx-ift-911 066 080
MX libphonenumber-9.0.35,mx-ift-911,us-state-2008 060 065 068
MY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 999
MY libphonenumber-9.0.35,wikipedia 112
MZ itu-e129@2023-09-26 111 112 114 115 118
MZ libphonenumber-9.0.35 197
MZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-26,us-state-2008,wikipedia 119
MZ libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 117 198
NA itu-e129@2023-07-25 112 911
NA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 10111
NC libphonenumber-9.0.35 16
NC libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/new-caledonia@2026-03-04,wikipedia 15 17 18
NE libphonenumber-9.0.35 118
NE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 17 18
NE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2020-05-27,wikipedia 15
NF libphonenumber-9.0.35 911 955 977
NG libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008 199
NG ng-ncc-112,itu-e129@2023-11-06,wikipedia 112
NI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 115
NI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 118 128
NI libphonenumber-9.0.35,itu-e129@2012-04-03 120
NI us-state-2008,wikipedia 911
NL eu-2007-116 116000 116006 116111 116117 116123
NL libphonenumber-9.0.35 911
NL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
NL nl-numbering-plan 113 144
NL se-pts-116016 116016
NO eu-2007-116 116000 116006 116111 116117 116123
NO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 112
NO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110
NO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 113
NP libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 100
NP libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 101 102
NP libphonenumber-9.0.35,wikipedia 112
NP libphonenumber-9.0.35,wikipedia,itu-e129@2012-04-03 103
NR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 110 111 112
NU libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/cook-islands-tokelau-and-niue@2026-03-05 999
NZ aosp-eccdata-2023-12,wikipedia 112 911
NZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 111
NZ nz-police-105 105
OM itu-e129@2012-04-03,us-state-2008 999
OM itu-e129@2012-04-03,wikipedia 112
OM libphonenumber-9.0.35 1444
OM libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 9999
PA aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 104
PA itu-e129@2012-04-03,us-state-2008,wikipedia 103
PA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 911
PE aosp-eccdata-2023-12,pe-emergency-lines,itu-e129@2012-04-03 110
PE itu-e129@2012-04-03 111 118 1801
PE itu-e129@2012-04-03,wikipedia 115
PE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 105 116
PE libphonenumber-9.0.35,itu-e129@2012-04-03 117
PE pe-emergency-lines,itu-e129@2012-04-03,wikipedia 106
PF libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/french-polynesia@2026-03-04,us-state-2008,wikipedia 15 17 18
PG aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 112
PG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110
PG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 111
PG libphonenumber-9.0.35,us-state-2008 000
PH libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/philippines@2026-03-03,wikipedia 911
PH libphonenumber-9.0.35,us-state-2008 117
PH libphonenumber-9.0.35,wikipedia 112
PK libphonenumber-9.0.35,aosp-eccdata-2023-12 115
PK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 15
PK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 16
PK libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 1122
PK libphonenumber-9.0.35,wikipedia 112
PK wikipedia,itu-e129@2012-04-03 1915
PL eu-2007-116 116000 116006 116111 116117 116123
PL itu-e129@2014-03-14,wikipedia 984 985 986 987 992
PL libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2014-03-14,us-state-2008,wikipedia 112
PL libphonenumber-9.0.35,itu-e129@2014-03-14,us-state-2008,wikipedia 999
PL libphonenumber-9.0.35,itu-e129@2014-03-14,wikipedia 997 998
PL se-pts-116016 116016
PM gov-uk/st-pierre-and-miquelon@2026-03-04 112
PM libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/st-pierre-and-miquelon@2026-03-04,wikipedia 15 17 18
PR libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/usa@2026-03-04,us-state-2008,wikipedia 911
PR microsoft-933 933
PR us-fcc-988 988
PR us-fcc-n11 211 311 511 711 811
PS libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/palestine@2026-03-05,us-state-2008,wikipedia 100 101
PS libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/palestine@2026-03-05,wikipedia 102
PT aosp-eccdata-2023-12 911
PT eu-2007-116 116000 116006 116111 116117 116123
PT itu-e129@2012-04-03,wikipedia 117
PT libphonenumber-9.0.35 115
PT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
PT se-pts-116016 116016
PW libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/palau@2026-03-05,us-state-2008,wikipedia 911
PY gov-uk/paraguay@2026-03-03,wikipedia 132
PY gov-uk/paraguay@2026-03-03,wikipedia,py-seme-141 141
PY libphonenumber-9.0.35 128
PY libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/paraguay@2026-03-03 911
QA itu-e129@2012-04-03,wikipedia 112
QA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 999
RE libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/reunion@2026-03-04,us-state-2008,wikipedia 15 17 18
RE libphonenumber-9.0.35,gov-uk/reunion@2026-03-04,us-state-2008 112
RO eu-2007-116 116000 116006 116111 116117 116123
RO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
RO se-pts-116016 116016
RS aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 192 193 194
RS libphonenumber-9.0.35,itu-e129@2012-04-03 92 93
RS libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 94
RS libphonenumber-9.0.35,wikipedia 112
RS wikipedia,itu-e129@2012-04-03 1985
RU aosp-eccdata-2023-12 121 123
RU aosp-eccdata-2023-12,wikipedia 104
RU libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 112
RU libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 101 102 103
RU libphonenumber-9.0.35,itu-e129@2012-04-03 01 02 03
RW itu-e129@2024-03-26 100 190 911
RW itu-e129@2024-03-26,wikipedia 113
RW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-03-26 111
RW libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-03-26,itu-e129@2012-04-03,wikipedia 112
SA aosp-eccdata-2023-12,itu-e129@2013-04-09,us-state-2008,wikipedia 998
SA itu-e129@2013-04-09 937 994 996
SA itu-e129@2013-04-09,wikipedia 993
SA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2013-04-09,us-state-2008,wikipedia 997 999
SA libphonenumber-9.0.35,itu-e129@2013-04-09 112 911
SB aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
SB aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 988
SB itu-e129@2012-04-03 955 977
SB libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 999
SC itu-e129@2015-02-18,wikipedia 112 151
SC itu-e129@2021-11-18 111 160
SC libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2015-02-18,us-state-2008,wikipedia 999
SD aosp-eccdata-2023-12,itu-e129@2023-11-13 333
SD itu-e129@2023-11-13 444 777 998
SD libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-11-13,wikipedia 999
SE eu-2007-116 116000 116006 116111 116117 116123
SE libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
SE libphonenumber-9.0.35,se-112-1996 90000
SE se-numbering-plan 11313 11414 1177
SE se-pts-116016 116016
SG libphonenumber-9.0.35 993
SG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,itu-e129@2019-12-03,us-state-2008,wikipedia 995
SG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 999
SG sg-scdf-1777 1777
SH libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/st-helena-ascension-and-tristan-da-cunha@2026-03-05,wikipedia 999
SH libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008 911
SI eu-2007-116 116000 116006 116111 116117 116123
SI libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
SI libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 113
SI se-pts-116016 116016
SJ libphonenumber-9.0.35 110 112 113
SK eu-2007-116 116000 116006 116111 116117 116123
SK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03 112
SK libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 158
SK libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 150 155
SK se-pts-116016 116016
SL itu-e129@2024-06-26 112 113 117 900
SL libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 019 999
SM itu-e129@2012-04-03,us-state-2008 112
SM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 113
SM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 115 118
SN aosp-eccdata-2023-12 15
SN itu-e129@2023-11-14 119 123
SN itu-e129@2023-11-14,wikipedia 1515
SN libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-11-14,wikipedia 17 18
SO itu-e129@2024-03-27 111 112 114 991
SO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-03-27 888
SO libphonenumber-9.0.35,itu-e129@2024-03-27,wikipedia 999
SO libphonenumber-9.0.35,wikipedia 555
SR itu-e129@2012-04-03 111 139
SR itu-e129@2012-04-03,wikipedia 110 113
SR libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 115
SS itu-e129@2023-07-25 112 333 555 777
SS libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 999
ST itu-e129@2024-04-02 113
ST libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-04-02,wikipedia 112
SV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
SV libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 913
SV sv-minsal-132,wikipedia 132
SX gov-uk/st-maarten@2026-03-05 913
SX libphonenumber-9.0.35,gov-uk/st-maarten@2026-03-05,wikipedia 919
SX sx-emergency-lines,gov-uk/st-maarten@2026-03-05,us-state-2008,wikipedia 911
SX sx-emergency-lines,wikipedia 912
SY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 112
SY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 110 113
SY wikipedia,itu-e129@2012-04-03 115
SZ aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 933
SZ aosp-eccdata-2023-12,itu-e129@2023-09-28 911
SZ itu-e129@2023-09-28 112 975
SZ itu-e129@2023-09-28,wikipedia 977
SZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-28,wikipedia 999
TC libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/turks-and-caicos-islands@2026-03-05,us-state-2008,wikipedia 911
TC libphonenumber-9.0.35,us-state-2008 999
TD itu-e129@2024-04-16 114 117 118
TD libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 17 18
TG itu-e129@2023-11-08 110 112 113 115
TG libphonenumber-9.0.35 171 177
TG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-11-08,wikipedia 117 118
TG libphonenumber-9.0.35,itu-e129@2023-11-08 172
TH itu-e129@2012-04-03 192
TH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 191 199
TH libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 1669
TJ libphonenumber-9.0.35 112
TJ libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/tajikistan@2026-03-03,wikipedia 101 102 103
TK aosp-eccdata-2023-12 111
TK gov-uk/cook-islands-tokelau-and-niue@2026-03-05 999
TL aosp-eccdata-2023-12,gov-uk/timor-leste@2026-03-03 110
TL libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/timor-leste@2026-03-03,us-state-2008,wikipedia 112
TL libphonenumber-9.0.35,gov-uk/timor-leste@2026-03-03 115
TM aosp-eccdata-2023-12,gov-uk/turkmenistan@2026-03-03,wikipedia 001 002 003
TM libphonenumber-9.0.35 01 02
TM libphonenumber-9.0.35,us-state-2008 03
TN itu-e129@2024-04-04 194 199
TN itu-e129@2024-04-04,wikipedia 193
TN libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2024-04-04,us-state-2008,wikipedia 190 197 198
TO itu-e129@2012-04-03 927 928
TO libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 922 933 999
TO libphonenumber-9.0.35,us-state-2008 911
TR itu-e129@2012-04-03 177
TR itu-e129@2012-04-03,wikipedia 187
TR libphonenumber-9.0.35,aosp-eccdata-2023-12,tr-interior-112,itu-e129@2012-04-03 110 155
TR libphonenumber-9.0.35,aosp-eccdata-2023-12,tr-interior-112,itu-e129@2012-04-03,us-state-2008,wikipedia 112
TR tr-interior-112 156 158
TT itu-e129@2012-04-03 211 511
TT itu-e129@2012-04-03,wikipedia 911
TT libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 990 999
TT tt-unhcr-811,itu-e129@2012-04-03,wikipedia 811
TV gov-uk/tuvalu@2026-03-05,wikipedia 000 999
TV libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/tuvalu@2026-03-05,us-state-2008,wikipedia 911
TW gov-uk/taiwan@2026-03-05,wikipedia,tw-cga-118 118
TW libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/taiwan@2026-03-05,us-state-2008,wikipedia 110 119
TW libphonenumber-9.0.35,wikipedia 112
TZ itu-e129@2012-04-03 111
TZ itu-e129@2022-07-01 190
TZ libphonenumber-9.0.35 110
TZ libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-11-16,us-state-2008 112
TZ libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 114
TZ libphonenumber-9.0.35,itu-e129@2022-07-01,wikipedia 115
TZ libphonenumber-9.0.35,us-state-2008,wikipedia 999
UA itu-e129@2012-04-03,wikipedia 104
UA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 101 102 103
UA libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 112
UG itu-e129@2023-07-21 110
UG itu-e129@2023-07-21,wikipedia 911
UG libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-07-21,us-state-2008,wikipedia 999
UG ug-police-112,itu-e129@2023-07-21,us-state-2008 112
US libphonenumber-9.0.35 112
US libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
US microsoft-933 933
US nanpa-n11 211 311 411 511 611 711 811
US us-fcc-988 988
UY aosp-eccdata-2023-12 106
UY aosp-eccdata-2023-12,wikipedia 104 105
UY libphonenumber-9.0.35 128
UY libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008 911
UZ aosp-eccdata-2023-12,gov-uk/uzbekistan@2026-03-03,wikipedia 101 102 103
UZ libphonenumber-9.0.35 001 002 003 01 02 050
UZ libphonenumber-9.0.35,us-state-2008 03
UZ uz-cabinet-304-2024,wikipedia 112
VA libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 113 115
VA libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 118
VA libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008 112
VC libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 911
VC libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 999
VE libphonenumber-9.0.35 112
VE libphonenumber-9.0.35,aosp-eccdata-2023-12,wikipedia 911
VE libphonenumber-9.0.35,itu-e129@2012-04-03,us-state-2008,wikipedia 171
VG libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/british-virgin-islands@2026-03-05,wikipedia 911
VG libphonenumber-9.0.35,us-state-2008,wikipedia 999
VI libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/usa@2026-03-04,us-state-2008,wikipedia 911
VI us-fcc-988 988
VI us-fcc-n11 211 311 511 711 811
VN libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/vietnam@2026-03-03,wikipedia 113 114 115
VN vn-decision-2023-2025,wikipedia 112
VU aosp-eccdata-2023-12,itu-e129@2012-04-03,wikipedia 113
VU aosp-eccdata-2023-12,wikipedia 111
VU itu-e129@2012-04-03 11 115
VU libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2012-04-03,us-state-2008,wikipedia 112
WF gov-uk/wallis-and-futuna@2026-03-05 112
WF libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/wallis-and-futuna@2026-03-05 17 18
WF libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/wallis-and-futuna@2026-03-05,wikipedia 15
WS libphonenumber-9.0.35,aosp-eccdata-2023-12 911
WS libphonenumber-9.0.35,itu-e129@2012-04-03,wikipedia 994 995 996
WS libphonenumber-9.0.35,us-state-2008 999
XK libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2017-03-15,wikipedia 192 193 194
XK libphonenumber-9.0.35,itu-e129@2017-03-15 112
YE libphonenumber-9.0.35 195
YE libphonenumber-9.0.35,aosp-eccdata-2023-12,gov-uk/yemen@2026-03-03 199
YE libphonenumber-9.0.35,gov-uk/yemen@2026-03-03,us-state-2008,wikipedia 191
YE libphonenumber-9.0.35,us-state-2008,wikipedia 194
YT fr-arcep-numbering-plan,gov-uk/mayotte@2026-03-04,wikipedia 17 18
YT libphonenumber-9.0.35,gov-uk/mayotte@2026-03-04 112
YT libphonenumber-9.0.35,gov-uk/mayotte@2026-03-04,wikipedia 15
ZA itu-e129@2023-06-07,us-state-2008,wikipedia 107
ZA libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-06-07,wikipedia 112
ZA libphonenumber-9.0.35,itu-e129@2023-06-07,us-state-2008,wikipedia 10111 10177
ZM itu-e129@2023-09-28 905 909 983 995
ZM itu-e129@2023-09-28,wikipedia 911
ZM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-28 991
ZM libphonenumber-9.0.35,aosp-eccdata-2023-12,itu-e129@2023-09-28,wikipedia 993
ZM libphonenumber-9.0.35,itu-e129@2023-09-28,us-state-2008 999
ZM libphonenumber-9.0.35,itu-e129@2023-09-28,wikipedia 112
ZM wikipedia,itu-e129@2023-09-28 992
ZW itu-e129@2023-09-27 911
ZW libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008 999
ZW libphonenumber-9.0.35,aosp-eccdata-2023-12,us-state-2008,wikipedia 993 995
ZW libphonenumber-9.0.35,itu-e129@2023-09-27,wikipedia 112
ZW libphonenumber-9.0.35,us-state-2008,wikipedia 994
`;

export const sourceTable = `
libphonenumber-9.0.35 - - Google and contributors: libphonenumber 9.0.35, short-number metadata (Apache-2.0)
aosp-eccdata-2023-12 2023-12 - Google and contributors: Android Open Source Project, emergency number database of December 2023 (Apache-2.0)
itu-e129 - https://www.itu.int/net/itu-t/inrdb/e129_important_numbers.aspx ITU-T, from the administrations: Important numbers related to emergency services and other services of social value (Recommendation E.129), report of 13 February 2026
gov-uk - https://www.gov.uk/foreign-travel-advice/{page}/getting-help Foreign, Commonwealth and Development Office, United Kingdom: Foreign travel advice, getting help
us-state-2008 2008-07-08 - Department of State, United States: 911 abroad
wikipedia - https://en.wikipedia.org/wiki/List_of_emergency_telephone_numbers Wikipedia contributors: List of emergency telephone numbers, English edition
itu-e164d-2016 2016-12-15 - ITU-T: List of ITU-T Recommendation E.164 assigned country codes, position on 15 December 2016
am-interior-112 2025-12-16 https://newsarmenia.am/news/incidents/v-armenii-planiruyut-vnedrit-edinyy-nomer-ekstrennogo-reagirovaniya/ Ministry of Internal Affairs, Armenia: 112 in place of 102, 911 and 101, which go on being answered
at-rtr-emergency 2009 - RTR, Austria: Public short codes for emergency services (KEM-V 2009, sections 17 to 22)
au-emergency-calls 2026-03-10 https://www.infrastructure.gov.au/emergency-calls Australian Government: Emergency calls
ax-visit-aland 2026-03-04 https://visitaland.com/en/practical-info/health-care-pharmacies-and-defibrillators/ Visit Åland: Health care, pharmacies and defibrillators
be-112 - - Federal Public Service Home Affairs, Belgium: Emergency numbers 112, 100 and 101, and 1722 for what is not urgent
br-anatel-tridigit - - Anatel, Brazil: Public utility and emergency services with three-digit codes
ca-crtc-988 2022-08-31 - CRTC, Canada: Telecom Regulatory Policy CRTC 2022-234, three-digit code 988
ca-travel-advice-mp 2026-03-10 https://travel.gc.ca/destinations/northern-marianas Government of Canada: Travel advice, Northern Marianas
cd-police-114 2012-05-29 https://www.radiookapi.net/actualite/2012/05/29/rdc-linspection-generale-de-la-police-lance-le-numero-vert-le-114 General Inspectorate of the National Police, Democratic Republic of the Congo: 114, to complain of abuse by the police
ch-rega 2026-03-13 https://www.rega.ch/en/ Rega, Swiss Air-Rescue: Emergency number 1414
cl-armada-137 - - Maritime Authority (Armada de Chile): 137, maritime emergencies
cn-numbering-plan-2017 2017 - Ministry of Industry and Information Technology, China: Telecommunications network numbering plan, 2017 edition
cx-emergency-plan 2024-04-19 https://www.infrastructure.gov.au/sites/default/files/documents/christmas-island-emergency-management-plan-june-2024.pdf Australian Government: Christmas Island Emergency Management Plan
de-115 - - Federal Ministry of the Interior and partners, Germany: Single number for public authorities, 115
dk-police-114 - - Danish police and borger.dk: Emergencies: when to call 112 and 114
ee-112 2020-01-07 https://news.err.ee/1021156/emergency-response-number-110-cannot-be-called-from-march Emergency Response Centre, Estonia: Police number 110 closed on 1 March 2020
es-boe-024 2021-12-20 https://maldita.es/index.php/malditaciencia/20220510/024-numero-telefono-atencion-suicidio-espana-gratuito Ministry of Health, Spain: 024, help line for people at risk of suicide
es-numbering-guide-2016 2016-12 - State Secretariat for the Information Society and Digital Agenda, Spain: National numbering plan, practical guide for users, version 6, short numbers
eu-2007-116 2009-11-30 - European Commission: Commission Decision 2007/116/EC on numbers beginning with 116, amended by 2007/698/EC and 2009/884/EC (EEA relevance)
fr-3114-3919 - - Ministries for Health and for Equality, France: National lines 3114 and 3919
fr-arcep-emergency-list - - ARCEP, France: Decision 02-1179 with the list of emergency numbers, as amended
fr-arcep-numbering-plan 2018-07-24 - ARCEP, France: Decision 2018-0881 establishing the national numbering plan, as amended
gb-numbering-plan - - Ofcom, United Kingdom: The National Telephone Numbering Plan, Type A access codes and 116 numbers
gb-stop-scams-159 - - Stop Scams UK: 159, the Stop Scams line
gg-emergencies 2026-03-10 https://www.gov.gg/article/120203/Emergencies States of Guernsey: Emergencies
gh-government-112 2020-01-28 - Government of Ghana: 112 as the number of all emergency services, announced on 28 January 2020
gi-999 2024-03-07 https://www.chronicle.gi/999-will-be-the-new-emergency-number-for-police-ambulance-and-fire-service/ Royal Gibraltar Police, Health Authority, Fire and Rescue Service: 999 in place of 190, 199 and 112 from 18 March 2024
gr-coast-guard-108 - - Ministry of Maritime Affairs and Hellenic Coast Guard: Emergency telephone 108
gt-bomberos-voluntarios - - Volunteer fire brigade of Guatemala (CVB): Emergency line 122
im-ambulance 2026-03-10 https://www.gov.im/categories/health-and-wellbeing/isle-of-man-ambulance-service/ Isle of Man Government: Isle of Man Ambulance Service
im-fire 2026-03-10 https://www.gov.im/categories/home-and-neighbourhood/emergency-services/fire-and-rescue-service/ Isle of Man Government: Fire and Rescue Service
im-police 2026-03-10 https://www.iompolice.im/ Isle of Man Constabulary: Isle of Man Constabulary
in-trai-112 2015-04-07 - TRAI, India: Recommendations on a single emergency number, which describe 100, 101, 102 and 108
iq-interior-911 2025-01-12 https://nrttv.com/Ar/detail3/40060 Ministry of Interior, Iraq: 911 in place of all earlier emergency lines
it-guardia-costiera-1530 - - Coast guard, Italy: Emergencies at sea, number 1530
je-999 2026-03-10 https://www.gov.je/health/hospitals/emergencyouthours/pages/999.aspx Government of Jersey: Calling 999
kg-mes-112 - - Ministry of Emergency Situations, Kyrgyzstan: Unified duty dispatch service 112
lk-suwa-seriya 2018 - Parliament of Sri Lanka: 1990 Suwa Seriya Foundation Act, No. 18 of 2018
microsoft-933 - - Microsoft: Emergency calling concepts: dial 933 to test
mo-psp-hotlines - - Public Security Police, Macao: General contact numbers: emergency hotlines 999, 110, 112
mx-ift-911 2015-12-02 https://www.gob.mx/policiafederal/articulos/088-911-responder-ante-cualquier-llamado?idiom=es Federal Telecommunications Institute and Federal Police, Mexico: 060, 061, 065, 066, 068 and 080 move to 911; nationwide since 9 January 2017
nanpa-n11 - - North American Numbering Plan Administrator and Canadian Numbering Administrator: N11 codes
ng-ncc-112 - - Nigerian Communications Commission: National emergency number 112
nl-numbering-plan - - Ministry of Economic Affairs and ACM, Netherlands: Numbering plan for telephone and ISDN services
nz-police-105 - - New Zealand Police: 105, police non-emergency
pe-emergency-lines - - Ministries of Health and of the Interior, Peru: Emergency lines 105, 106, 110, 116
py-seme-141 2023-07-06 http://portal.mspbs.gov.py/ambulancias-fortalecen-el-servicio-de-atencion-de-emergencias-141/ Ministry of Public Health, Paraguay: Emergency medical service (SEME), 141
se-112-1996 2014-07-02 https://s112.se/2014/07/02/18-ar-sedan-112-infordes/ SOS Alarm, Sweden: 112 in place of 90 000 since 1 July 1996
se-numbering-plan - - PTS, Sweden: The Swedish numbering plan for telephony, 11 series
se-pts-116016 2023 - PTS, Sweden: Decision of 2023 on 116 016 in the numbering plan, harmonised for all EU member states
sg-scdf-1777 - - Singapore Civil Defence Force: 995 for emergencies, 1777 for ambulances otherwise
sv-minsal-132 - - Ministry of Health, El Salvador: Emergency medical system, 132
sx-emergency-lines - - Government of Sint Maarten, fire and ambulance departments: Emergency numbers 911, 912 and 919
tr-interior-112 2021-10-11 - Ministry of the Interior, Türkiye: 112 emergency call centres
tt-unhcr-811 - - UNHCR: Important numbers in Trinidad and Tobago
tw-cga-118 2016-08-26 https://www.cga.gov.tw/GipOpen/wSite/ct?xItem=108768&ctNode=11314&mp=9993A Coast Guard Administration, Taiwan: 118, coast guard emergencies
ug-police-112 - - Uganda Police Force: Toll-free emergency lines 999 and 112
us-fcc-988 2020-07-16 - FCC, United States: Implementation of the National Suicide Hotline Improvement Act, Report and Order FCC 20-100
us-fcc-n11 - - FCC, United States: Abbreviated dialling codes assigned nationwide (CC Docket 92-105)
uz-cabinet-304-2024 2024-05-29 - Cabinet of Ministers, Uzbekistan: Resolution No. 304 on the single dispatch service 112
vn-decision-2023-2025 2025-09-15 - Prime Minister of Viet Nam: Decision 2023/QD-TTg on the use of 112
`;
