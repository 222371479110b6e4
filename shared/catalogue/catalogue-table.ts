// Generated from the JSON files in this folder by "npm run catalogue".
export const catalogueTable = `
AC 247 emergency primary - 911 999
AD 376 emergency primary - 110/police 112 116/ambulance 118/fire
AE 971 emergency extended ! 995
AE 971 emergency primary - 112 996/marine 997/fire 998/ambulance 999/police
AF 93 emergency extended ! 101/fire
AF 93 emergency primary - 100 102 119/fire,police
AG 1 emergency extended ! 777/police
AG 1 emergency primary - 911/ambulance,fire,police 999
AI 1 emergency primary - 911/ambulance,fire,police
AL 355 emergency primary ! 126/police
AL 355 emergency primary - 112 125/marine 127/ambulance 128/fire 129/police
AM 374 emergency primary ! 104 112/ambulance,fire,police 177/police
AM 374 emergency primary - 101 102 103 911/ambulance,fire,police
AO 244 emergency primary ! 111/police 116/ambulance
AO 244 emergency primary - 112/ambulance 113/police 115/fire
AR 54 emergency primary ! 103
AR 54 emergency primary - 100/fire 101/police 107/ambulance 911/ambulance,fire,police
AS 1 emergency primary - 911/ambulance,fire,police
AS 1 special primary - 211 311 511 711 811 988
AT 43 emergency primary - 112/ambulance,fire,police 122/fire 128 133/police 140/mountain 144/ambulance
AT 43 special primary - 116000 116006 116016 116111 116117 116123
AU 61 emergency primary - 000/ambulance,fire,police 106 112
AW 297 emergency primary - 100 911/ambulance,fire,police
AX 358 emergency primary - 112
AZ 994 emergency primary ! 104
AZ 994 emergency primary - 101 102 103 112/ambulance,fire,police
BA 387 emergency extended ! 1262
BA 387 emergency primary - 122/police 123/fire 124/ambulance
BB 1 emergency primary - 211/police 311/fire 511/ambulance 911
BD 880 emergency primary - 100 101 102 199 999/ambulance,fire,police
BE 32 emergency primary - 100/ambulance,fire,police 101 112/ambulance,fire,police
BE 32 special primary - 116000 116006 116016 116111 116117 116123 1722 1733
BF 226 emergency primary ! 112/fire 138 16/police
BF 226 emergency primary - 17/police 18/ambulance,fire
BG 359 emergency primary - 112/ambulance,fire,police 150 160 166
BG 359 special primary - 116000 116006 116016 116111 116117 116123
BH 973 emergency primary ! 112/ambulance,fire,police
BH 973 emergency primary - 199 994/marine 999/ambulance,fire,police
BI 257 emergency primary ! 109/ambulance 111/police 114/police 115/police 118/fire 119/police
BI 257 emergency primary - 110/marine 112/ambulance,fire,police 113 117
BJ 229 emergency primary - 112 116 117/police 118/fire
BJ 229 special primary ! 114
BL 590 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18
BM 1 emergency primary - 911/ambulance,fire,police
BN 673 emergency primary - 991/ambulance 993/police 995/fire
BO 591 emergency extended ! 160/ambulance 177
BO 591 emergency primary - 110/police 118/ambulance 119/fire 911/ambulance,fire,police
BQ 599 emergency primary ! 912/fire 913/ambulance,marine
BQ 599 emergency primary - 112 911
BR 55 emergency extended ! 168
BR 55 emergency primary - 112 128 185/marine 190/police 191/police 192/ambulance 193/fire 911
BS 1 emergency primary ! 112/ambulance,fire,police
BS 1 emergency primary - 911 919/ambulance,fire,police
BT 975 emergency primary - 110/fire 112/ambulance 113/police
BW 267 emergency extended ! 993/ambulance 994/ambulance 995
BW 267 emergency primary ! 112/ambulance,fire,police 913/ambulance 914/ambulance 920/ambulance 922/ambulance 923/ambulance 924/ambulance 925/ambulance 926/ambulance 991/ambulance 992/ambulance 996/ambulance
BW 267 emergency primary - 911 997/ambulance 998/fire 999/police
BY 375 emergency primary ! 104
BY 375 emergency primary - 101/fire 102/police 103/ambulance 112
BZ 501 emergency extended - 966/marine 999/marine
BZ 501 emergency primary - 90 911/ambulance,fire,police 990
CA 1 emergency primary - 112/ambulance,fire,police 911/ambulance,fire,police
CA 1 special primary - 211 311 411 511 611 711 811 988
CA 1 test primary - 933
CC 61 emergency primary - 000 112
CD 243 emergency primary ! 103/ambulance 112/police 150/ambulance
CD 243 emergency primary - 113 118/police 188
CD 243 special primary ! 177
CD 243 special primary - 114
CF 236 emergency primary - 117/ambulance,fire,police 118 1220
CG 242 emergency primary - 117 118/police
CH 41 emergency primary ! 1414 1415
CH 41 emergency primary - 112/ambulance,fire,police 117/police 118/fire 144/ambulance 911/ambulance,fire,police
CH 41 special primary ! 143 145 147
CI 225 emergency primary - 110 111 170/police 180/fire 185/ambulance
CK 682 emergency primary - 996 998 999/ambulance,fire,police
CL 56 emergency extended ! 130/fire
CL 56 emergency primary - 131/ambulance 132/fire 133/police 137/marine 911
CM 237 emergency primary ! 111/ambulance 112/ambulance,fire,police 114 120/police
CM 237 emergency primary - 113 117/police 118/fire 119/ambulance 13 17
CN 86 emergency primary - 110/police 119/fire 120/ambulance 122/police
CO 57 emergency primary - 112 119 123/ambulance,fire,police 132 156
CR 506 emergency primary - 112 911/ambulance,fire,police
CU 53 emergency primary - 104/ambulance 105/fire 106/police
CV 238 emergency primary - 130/ambulance 131/fire 132/police
CW 599 emergency primary ! 912/ambulance
CW 599 emergency primary - 112 911 913/marine
CX 61 emergency primary - 000 112
CY 357 emergency extended ! 1400/ambulance
CY 357 emergency primary - 112/ambulance,fire,police 199
CY 357 special primary - 116000 116006 116016 116111 116117 116123
CZ 420 emergency primary - 112/ambulance,fire,police 150 151 152 153 154 155 156 157 158 159
CZ 420 special primary - 116000 116006 116016 116111 116117 116123
DE 49 emergency primary - 110 112/ambulance,fire,police
DE 49 special primary - 115 116000 116006 116016 116111 116117 116123
DJ 253 emergency primary ! 999/police
DJ 253 emergency primary - 17/police 18/ambulance,fire
DK 45 emergency primary - 112/ambulance,fire,police
DK 45 special primary - 114 116000 116006 116016 116111 116117 116123
DM 1 emergency primary - 333 911/ambulance,fire,police 999
DO 1 emergency primary - 112 911/ambulance,fire,police
DZ 213 emergency primary ! 1021 103/police 104/police 1055/police 1058 1070/fire
DZ 213 emergency primary - 1054/marine 112 14 1548/ambulance,fire,police 17
EC 593 emergency primary ! 103/police 131/ambulance
EC 593 emergency primary - 101 102 112 115/police 911/ambulance,fire,police
EE 372 emergency primary - 112/ambulance,fire,police
EE 372 emergency primary 2020-03-01 110
EE 372 special primary - 116000 116006 116016 116111 116117 116123
EG 20 emergency primary - 112/ambulance,fire,police 122/police 123/ambulance 180/fire 911/ambulance,fire,police
EH 212 emergency primary ! 150/ambulance,fire,police
EH 212 emergency primary - 15 177 19
ER 291 emergency primary ! 911/ambulance,fire,police
ER 291 emergency primary - 112 113 114 116
ES 34 emergency extended ! 017 021 028
ES 34 emergency primary ! 1006
ES 34 emergency primary - 061/ambulance 062/police 080/fire 085/fire 088/police 091/police 092/police 112/ambulance,fire,police
ES 34 special primary ! 016
ES 34 special primary - 024 116000 116006 116016 116111 116117 116123
ET 251 emergency primary ! 112/ambulance,fire,police 907/ambulance
ET 251 emergency primary - 91 911 92 93 939 991/ambulance,fire,police 997
FI 358 emergency primary - 112/ambulance,fire,police
FI 358 special primary - 116000 116006 116016 116111 116117 116123
FJ 679 emergency extended ! 919/police
FJ 679 emergency extended - 000/ambulance,fire,police
FJ 679 emergency primary - 911/ambulance,fire 917/police
FK 500 emergency primary - 999/ambulance,fire,police
FM 691 emergency extended ! 111/ambulance
FM 691 emergency primary - 911/ambulance,fire,police
FO 298 emergency primary - 112/ambulance,fire,police 114
FR 33 emergency extended ! 114
FR 33 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire 191 196/marine
FR 33 special primary ! 115 119 197
FR 33 special primary - 116000 116006 116016 116111 116117 116123 3114 3919
GA 241 emergency extended ! 1720/police 1722/police
GA 241 emergency primary ! 1300/ambulance 1333/ambulance 1334/ambulance 1466/ambulance 1488/ambulance 1710/police 1717/police
GA 241 emergency primary - 1730 177/ambulance,fire,police 18
GB 44 emergency primary - 112 999/ambulance,fire,police
GB 44 special primary - 101 105 111 116000 116006 116111 116123 159
GD 1 emergency extended ! 237 724/ambulance 774/ambulance
GD 1 emergency extended - 399/marine
GD 1 emergency primary ! 434/ambulance
GD 1 emergency primary - 911/ambulance,fire,police
GE 995 emergency extended ! 114
GE 995 emergency primary - 011 022 033 111 112/ambulance,fire,police 113 122
GF 594 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire
GG 44 emergency primary - 112 999
GH 233 emergency primary - 112/ambulance,fire,police 191/police 192/fire 193/ambulance 999
GI 350 emergency primary - 999/ambulance,fire,police
GI 350 emergency primary 2024-03-18 112 190/ambulance,fire 199/police
GL 299 emergency primary - 112/ambulance,fire,police
GM 220 emergency primary ! 112/police
GM 220 emergency primary - 116/ambulance 117 118/fire 16 17 18 911/police
GN 224 emergency primary ! 116/police 117/police 118/police 125/police 126/police 127/police 128/police 129/police 130/police 135/police 136/police 18/fire
GN 224 emergency primary - 122/police 1717/fire 19/marine
GP 590 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire
GQ 240 emergency extended ! 114/police
GQ 240 emergency primary ! 116/police
GQ 240 emergency primary - 112/ambulance 113/police 115/fire
GR 30 emergency primary ! 1591/fire
GR 30 emergency primary - 100 108/marine 112/ambulance,fire,police 166 199
GR 30 special primary - 116000 116006 116016 116111 116117 116123
GT 502 emergency extended ! 125/ambulance
GT 502 emergency primary ! 128/ambulance
GT 502 emergency primary - 110 120/police 122/ambulance,fire 123/ambulance,fire
GU 1 emergency primary - 911/ambulance,fire,police
GU 1 special primary - 211 311 511 711 811 988
GW 245 emergency primary ! 119/ambulance 120/police 121/police
GW 245 emergency primary - 112/ambulance,fire,police 113/ambulance 117/police 118/fire
GY 592 emergency primary - 911/police 912/fire 913/ambulance
HK 852 emergency primary - 112 992 999/ambulance,fire,police
HN 504 emergency primary ! 195/ambulance 198/fire
HN 504 emergency primary - 199 911/ambulance,fire,police
HR 385 emergency extended - 9155/marine
HR 385 emergency primary - 112/ambulance,fire,police 192 193 194 93 94
HR 385 special primary - 116000 116006 116016 116111 116117 116123
HT 509 emergency primary ! 122/police
HT 509 emergency primary - 114/police 115/fire 116/ambulance 118
HU 36 emergency primary - 104 105 107 112/ambulance,fire,police
HU 36 special primary - 116000 116006 116016 116111 116117 116123
ID 62 emergency primary - 110/police 112 113/fire 118/ambulance 119
IE 353 emergency primary - 112/ambulance,fire,police 999
IE 353 special primary - 116000 116006 116016 116111 116117 116123
IL 972 emergency primary - 100/police 101/ambulance 102/fire 112
IM 44 emergency primary - 112 999
IN 91 emergency primary - 100/police 101 102 108 112/ambulance,fire,police 1298 2611
IO 246 emergency primary - 112/ambulance,fire,police
IQ 964 emergency primary - 911/ambulance,fire,police
IQ 964 emergency primary 2025-01-12 100 104 115 122 130/ambulance,fire,police
IR 98 emergency primary - 110/police 112 115/ambulance 125/fire 911
IS 354 emergency primary - 112/ambulance,fire,police
IS 354 special primary - 116000 116006 116111 116117 116123
IT 39 emergency primary - 112/ambulance,fire,police 113/police 115/fire 118/ambulance 1530/marine
IT 39 special primary - 116000 116006 116016 116111 116117 116123
JE 44 emergency primary - 112 999
JM 1 emergency primary - 110 112/ambulance,fire,police 119 911
JO 962 emergency extended ! 199
JO 962 emergency primary - 112 191 192 197 911/ambulance,fire,police
JP 81 emergency primary - 110/police 118/marine 119/ambulance,fire
KE 254 emergency extended ! 109 1199/ambulance
KE 254 emergency extended - 110/marine
KE 254 emergency primary ! 911/ambulance,fire,police
KE 254 emergency primary - 112 114 999/ambulance,fire,police
KG 996 emergency extended ! 161/ambulance,fire,police
KG 996 emergency primary - 101/fire 102/police 103/ambulance 112
KH 855 emergency primary - 117/police 118/fire 119/ambulance 666
KI 686 emergency primary - 192/police 193/fire 194/ambulance 195 992 993 994
KM 269 emergency primary ! 117/police 118/police
KM 269 emergency primary - 111/ambulance,fire,police 112/ambulance,fire,police 113/ambulance,fire,police 115/ambulance 17/police 18/fire
KN 1 emergency primary - 333/fire 911/ambulance,police 999
KP 850 emergency primary - 112/ambulance,fire,police 119 819
KR 82 emergency extended ! 111 113 117 118 125
KR 82 emergency primary - 112/police 119/fire 122/marine
KW 965 emergency primary - 112/ambulance,fire,police
KY 1 emergency primary - 911/ambulance,fire,police
KZ 7 emergency primary ! 104
KZ 7 emergency primary - 101/fire 102/police 103/ambulance 112
LA 856 emergency primary - 1190/fire 1191/police 1195/ambulance 190 191 195
LB 961 emergency primary ! 125 160/police
LB 961 emergency primary - 112/ambulance,fire,police 140 175 999
LC 1 emergency primary - 911/ambulance,fire 999/police
LI 423 emergency primary - 112/ambulance,fire,police 117 118 144
LI 423 special primary - 116000 116006 116111 116117 116123
LK 94 emergency primary - 110/ambulance,fire 112 116 118 119/police 1990/ambulance
LR 231 emergency extended ! 114/fire
LR 231 emergency primary - 355 911/ambulance,fire,police
LS 266 emergency primary - 112 115 121/ambulance 122/fire 123/police
LS 266 special primary ! 117
LT 370 emergency extended ! 1804
LT 370 emergency primary - 01 011 02 022 03 033 101 102 103 112/ambulance,fire,police
LT 370 special primary - 116000 116006 116016 116111 116117 116123
LU 352 emergency primary - 112/ambulance,fire,police 113
LU 352 special primary - 116000 116006 116016 116111 116117 116123
LV 371 emergency extended ! 04
LV 371 emergency primary ! 114
LV 371 emergency primary - 01 02 03 110 112/ambulance,fire,police 113
LV 371 special primary - 116000 116006 116016 116111 116117 116123
LY 218 emergency primary - 1515/ambulance,fire,police 190 191 193
MA 212 emergency primary ! 112/ambulance,fire,police 141/ambulance
MA 212 emergency primary - 15 150/ambulance,fire 177 19 190/police
MC 377 emergency primary - 112/ambulance,fire,police 15 17 18
MD 373 emergency extended ! 904
MD 373 emergency primary - 112 901/fire 902/police 903/ambulance
ME 382 emergency primary - 112 122/police 123/fire 124/ambulance
MF 590 emergency primary - 112/ambulance,fire,police 15 17 18
MG 261 emergency primary ! 115/ambulance 930
MG 261 emergency primary - 117/ambulance,police 118/fire 17 18
MH 692 emergency primary - 911/ambulance,fire,police
MK 389 emergency primary - 112 192/police 193/fire 194/ambulance
ML 223 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire
MM 95 emergency primary - 191/fire 192/ambulance 199/police
MN 976 emergency primary - 101/fire 102/police 103/ambulance 105
MN 976 special primary ! 100
MO 853 emergency primary - 110/police 112/police 999/ambulance,fire,police
MP 1 emergency primary - 911/ambulance,fire,police
MP 1 special primary - 211 311 511 711 811 988
MQ 596 emergency primary - 112 15 17 18
MR 222 emergency primary ! 101/ambulance 116/police 119/police
MR 222 emergency primary - 117/police 118/ambulance,fire 17 18
MS 1 emergency primary - 911/fire 999/police
MT 356 emergency extended ! 191/police 196/ambulance 199/fire
MT 356 emergency primary - 112/ambulance,fire,police
MT 356 special primary - 116000 116006 116016 116111 116117 116123
MU 230 emergency extended ! 112/police
MU 230 emergency primary - 114/ambulance 115/fire 995 999/police
MV 960 emergency primary - 102/ambulance 118/fire 119/police 191/marine
MW 265 emergency primary ! 990/police
MW 265 emergency primary - 199 997/police 998/ambulance 999/fire
MX 52 emergency primary - 911/ambulance,fire,police
MX 52 emergency primary 2017-01-09 060 065 066 068 080
MY 60 emergency primary - 112 999/ambulance,fire,police
MZ 258 emergency primary ! 111/police 112/police 114/ambulance 115/ambulance 118
MZ 258 emergency primary - 117/ambulance 119/police 197 198/fire
NA 264 emergency primary - 10111/police 112/ambulance,fire,police 911/ambulance,fire,police
NC 687 emergency primary - 15/ambulance 16 17/police 18/fire
NE 227 emergency primary - 118 15/ambulance 17/police 18/fire
NF 672 emergency primary - 911 955 977
NG 234 emergency primary - 112/ambulance,fire,police 199/ambulance,fire,police
NI 505 emergency primary ! 911/fire
NI 505 emergency primary - 115/fire 118/police 120 128/ambulance
NL 31 emergency primary - 112/ambulance,fire,police 911
NL 31 special primary - 113 116000 116006 116016 116111 116117 116123 144
NO 47 emergency primary - 110/fire 112/police 113/ambulance
NO 47 special primary - 116000 116006 116111 116117 116123
NP 977 emergency primary - 100/police 101/fire 102/ambulance 103 112
NR 674 emergency primary - 110/police 111/ambulance 112/fire
NU 683 emergency primary - 999/ambulance,fire,police
NZ 64 emergency primary - 111/ambulance,fire,police 112/ambulance,fire,police 911/ambulance,fire,police
NZ 64 special primary - 105
OM 968 emergency primary ! 112/ambulance,fire,police 999/ambulance,fire,police
OM 968 emergency primary - 1444 9999/ambulance,fire,police
PA 507 emergency primary ! 103/fire
PA 507 emergency primary - 104/police 911/ambulance,fire
PE 51 emergency extended ! 111/ambulance,fire,police 1801
PE 51 emergency extended - 118/marine
PE 51 emergency primary ! 115
PE 51 emergency primary - 105/police 106/ambulance 110/police 116/fire 117
PF 689 emergency primary - 15/ambulance 17/police 18/fire
PG 675 emergency primary - 000 110/fire 111/ambulance 112/police
PH 63 emergency primary - 112 117 911/ambulance,fire,police
PK 92 emergency primary ! 1915/police
PK 92 emergency primary - 112 1122 115/ambulance 15/police 16/fire
PL 48 emergency primary ! 986/police 987 992
PL 48 emergency primary - 112/ambulance,fire,police 984/marine 985/marine,mountain 997 998 999
PL 48 special primary - 116000 116006 116016 116111 116117 116123
PM 508 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire
PR 1 emergency primary - 911/ambulance,fire,police
PR 1 special primary - 211 311 511 711 811 988
PR 1 test primary - 933
PS 970 emergency primary - 100/police 101/ambulance 102/fire
PT 351 emergency primary ! 117/fire
PT 351 emergency primary - 112/ambulance,fire,police 115 911/ambulance,fire,police
PT 351 special primary - 116000 116006 116016 116111 116117 116123
PW 680 emergency primary - 911/ambulance,fire,police
PY 595 emergency primary ! 132/fire 141/ambulance
PY 595 emergency primary - 128 911/ambulance,fire,police
QA 974 emergency primary ! 112/ambulance,fire,police
QA 974 emergency primary - 999/ambulance,fire,police
RE 262 emergency primary - 112 15/ambulance 17/police 18/fire
RO 40 emergency primary - 112/ambulance,fire,police
RO 40 special primary - 116000 116006 116016 116111 116117 116123
RS 381 emergency primary ! 1985
RS 381 emergency primary - 112 192/police 193/fire 194/ambulance 92 93 94
RU 7 emergency extended ! 121 123
RU 7 emergency primary ! 104
RU 7 emergency primary - 01 02 03 101/fire 102/police 103/ambulance 112/ambulance,fire,police
RW 250 emergency primary ! 113/police 190 911/ambulance
RW 250 emergency primary - 100/marine 111/fire 112/ambulance,police
SA 966 emergency extended ! 937/ambulance 994/police 996/police
SA 966 emergency primary ! 993/police
SA 966 emergency primary - 112 911 997/ambulance 998/fire 999/police
SB 677 emergency extended ! 955 977
SB 677 emergency primary - 911/ambulance 988/fire 999/police
SC 248 emergency extended ! 111/fire 160
SC 248 emergency primary ! 112/ambulance,fire,police 151/ambulance
SC 248 emergency primary - 999/ambulance,fire,police
SD 249 emergency primary ! 444/ambulance 777/police 998/fire
SD 249 emergency primary - 333/ambulance 999/fire,police
SE 46 emergency primary - 112/ambulance,fire,police
SE 46 emergency primary 1996-07-01 90000
SE 46 special primary - 11313 11414 116000 116006 116016 116111 116117 116123 1177
SG 65 emergency primary - 993 995/ambulance,fire 999/police
SG 65 special primary - 1777
SH 290 emergency primary - 911/ambulance 999/fire,police
SI 386 emergency primary - 112/ambulance,fire,police 113
SI 386 special primary - 116000 116006 116016 116111 116117 116123
SJ 47 emergency primary - 110 112 113
SK 421 emergency primary - 112/ambulance,fire,police 150 155 158
SK 421 special primary - 116000 116006 116016 116111 116117 116123
SL 232 emergency primary ! 113/fire 117/ambulance 900/police
SL 232 emergency primary - 019/police 112/ambulance,fire,police 999/ambulance,fire
SM 378 emergency primary ! 112/police
SM 378 emergency primary - 113/police 115/fire 118/ambulance
SN 221 emergency primary ! 123/police 1515/ambulance
SN 221 emergency primary - 119/marine 15/ambulance 17/police 18/fire
SO 252 emergency primary ! 111/police 112/ambulance,fire,police 114/fire 991/police
SO 252 emergency primary - 555 888/ambulance,fire,police 999
SR 597 emergency extended ! 111/police 139
SR 597 emergency primary ! 110/fire 113/ambulance
SR 597 emergency primary - 115/ambulance,fire,police
SS 211 emergency primary ! 112/ambulance,fire,police 333/ambulance 555/fire 777/police
SS 211 emergency primary - 999/ambulance,fire,police
ST 239 emergency primary - 112/fire 113/police
SV 503 emergency primary - 132/ambulance 911/ambulance,police 913/fire
SX 1 emergency primary - 911 912/ambulance 913/marine 919
SY 963 emergency primary ! 115/police
SY 963 emergency primary - 110/ambulance 112/police 113/fire
SZ 268 emergency primary ! 112 975/ambulance 977/ambulance
SZ 268 emergency primary - 911/ambulance 933/fire 999/police
TC 1 emergency primary - 911/ambulance,fire,police 999
TD 235 emergency primary ! 114/police 117/police 118/fire
TD 235 emergency primary - 17/police 18/fire
TG 228 emergency primary ! 112/police 113/ambulance 115/police
TG 228 emergency primary - 110/marine 117/police 118/fire 171 172 177
TH 66 emergency extended ! 192
TH 66 emergency primary - 1669/ambulance 191/police 199/fire
TJ 992 emergency primary - 101/fire 102/police 103/ambulance 112
TK 690 emergency primary ! 999/ambulance,fire,police
TK 690 emergency primary - 111/ambulance,fire,police
TL 670 emergency primary - 110/ambulance 112/police 115
TM 993 emergency primary - 001/fire 002/police 003/ambulance 01 02 03
TN 216 emergency primary ! 193/police 199/ambulance
TN 216 emergency primary - 190/ambulance 194/marine 197/police 198/fire
TO 676 emergency extended ! 927/fire 928/fire
TO 676 emergency primary - 911 922/police 933/ambulance 999/fire
TR 90 emergency extended ! 177/fire
TR 90 emergency primary ! 187
TR 90 emergency primary - 112/ambulance,fire,police
TR 90 emergency primary 2021-10-11 110/fire 155/police 156/police 158/marine
TT 1 emergency extended ! 211 511
TT 1 emergency primary ! 911/police
TT 1 emergency primary - 811/ambulance 990/ambulance,fire 999/police
TV 688 emergency primary ! 000/fire 999/ambulance
TV 688 emergency primary - 911/ambulance,fire,police
TW 886 emergency primary - 110/police 112 118/marine 119/ambulance,fire
TZ 255 emergency extended ! 190
TZ 255 emergency primary - 110 112/ambulance,fire,police 114 115 999
TZ 255 special primary ! 111
UA 380 emergency primary ! 104
UA 380 emergency primary - 101/fire 102/police 103/ambulance 112
UG 256 emergency primary ! 911/ambulance
UG 256 emergency primary - 110/marine 112 999/ambulance,fire,police
US 1 emergency primary - 112 911/ambulance,fire,police
US 1 special primary - 211 311 411 511 611 711 811 988
US 1 test primary - 933
UY 598 emergency primary - 104/fire 105/ambulance 106/marine 128 911/ambulance,fire,police
UZ 998 emergency primary - 001 002 003 01 02 03 050 101/fire 102/police 103/ambulance 112/ambulance,fire,police
VA 39 emergency primary - 112 113/police 115/fire 118/ambulance
VC 1 emergency primary - 911/ambulance,fire,police 999
VE 58 emergency primary - 112 171 911/ambulance,fire,police
VG 1 emergency primary - 911/ambulance,fire,police 999
VI 1 emergency primary - 911/ambulance,fire,police
VI 1 special primary - 211 311 511 711 811 988
VN 84 emergency primary - 112 113/police 114/fire 115/ambulance
VU 678 emergency extended ! 11/police 115/ambulance
VU 678 emergency primary - 111/police 112/ambulance 113/fire
WF 681 emergency primary - 112/ambulance,fire,police 15/ambulance 17/police 18/fire
WS 685 emergency primary - 911/ambulance,fire,police 994 995 996 999
XK 383 emergency primary - 112 192/police 193/fire 194/ambulance
YE 967 emergency primary - 191 194 195 199/ambulance,fire,police
YT 262 emergency primary - 112 15 17/police 18/fire
ZA 27 emergency primary ! 107/ambulance,fire,police
ZA 27 emergency primary - 10111 10177 112/ambulance,fire,police
ZM 260 emergency primary ! 905/ambulance 909 911/ambulance,fire,police 983/police 992/ambulance 995/ambulance
ZM 260 emergency primary - 112 991/ambulance,police 993/fire 999
ZW 263 emergency primary ! 911/ambulance,fire,police
ZW 263 emergency primary - 112 993/fire 994 995/police 999/ambulance
`;
